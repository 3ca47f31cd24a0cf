// Decisions (判定): 正しい, 誤り, 保留 for each pairing, written as kaitei.decisions.toml. Nothing leaves the computer.
(function () {
  'use strict';
  const $ = (id) => document.getElementById(id);
  const holder = $('data'), panel = $('confirm');
  if (!holder || !panel) return;
  const data = JSON.parse(holder.textContent), words = data.words;
  const SIDES = ['old', 'new'];
  // How much of a text stands in a file of decisions, in characters.
  const EXCERPT = 80;
  // By change: {verdict, note, by, when, partners: {"side index": index of the partner | -1 for none}}.
  const decisions = new Map();
  // The file that was loaded, in blocks; those that this page cannot show stay as they are.
  let head = '', blocks = [], loaded = false, unsaved = 0;

  const el = (name, text, attributes) => {
    const out = document.createElement(name);
    if (text) out.textContent = text;
    Object.entries(attributes || {}).forEach(([key, value]) => out.setAttribute(key, value));
    return out;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const today = () => {
    const now = new Date(), two = (n) => String(n).padStart(2, '0');
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  };

  // ---- the controls of one change -----------------------------------------------------------------------------------

  /** The items of a change whose partner one may name: [side, index], and the candidates of each. */
  function subjects(row) {
    const out = [];
    SIDES.forEach((side, s) => row[s].forEach((index) => {
      const candidates = row[2].filter((c) => c[0] === s && c[1] === index).map((c) => [c[2], c[3]]);
      // Of items that have partners and no known others, the new one is asked about: its right partner is typed.
      if (candidates.length || s === 1 || !row[1].length) out.push({ side: s, index, candidates });
    }));
    return out;
  }

  function controls(id) {
    const row = data.rows[id], one = decisions.get(id);
    const box = el('div', '', { class: 'dec', role: 'group', 'aria-label': words.group });
    const paired = row[0].length && row[1].length;
    box.append(el('p', paired ? words.askPair : words.askAlone, { class: 'dq' }));
    const line = el('p', '', { class: 'db' });
    ['right', 'wrong', 'hold'].forEach((verdict) => {
      const button = el('button', words[verdict], { type: 'button', 'data-v': verdict, 'aria-pressed': String(!!one && one.verdict === verdict) });
      button.addEventListener('click', () => { choose(id, verdict); });
      line.append(button);
    });
    box.append(line);
    if (one && one.verdict !== 'wrong') box.append(note(one));
    return box;
  }

  function note(one) {
    const label = el('label', words.note, { class: 'dn' });
    const input = el('input', '', { type: 'text', autocomplete: 'off' });
    input.value = one.note || '';
    input.addEventListener('input', () => { one.note = input.value; changed(one); });
    label.append(input);
    return label;
  }

  /** What there is to say about a wrong pairing, across the whole table, so that both texts stay in sight. */
  function wide(id, columns) {
    const row = data.rows[id], one = decisions.get(id), line = el('tr', '', { class: 'dx', id: 'dx-' + id });
    const cell = el('td', '', { colspan: String(columns) }), box = el('div', '', { class: 'dec', role: 'group', 'aria-label': words.group });
    if (row[0].length * row[1].length > 1) box.append(pairs(id));
    subjects(row).forEach((subject) => box.append(partner(id, subject)));
    box.append(note(one));
    cell.append(box);
    line.append(cell);
    return line;
  }

  /** Of several pairings in one change, which are wrong; all of them at first. */
  function pairs(id) {
    const row = data.rows[id], one = decisions.get(id), set = el('fieldset', '', { class: 'dp' });
    set.append(el('legend', words.pairs));
    row[0].forEach((old) => row[1].forEach((new_) => {
      const label = el('label'), box = el('input', '', { type: 'checkbox' }), key = old + ' ' + new_;
      box.checked = !one.spared.includes(key);
      box.addEventListener('change', () => {
        one.spared = one.spared.filter((other) => other !== key).concat(box.checked ? [] : [key]);
        changed(one);
      });
      label.append(box, el('span', data.items.old[old][0] + ' → ' + data.items.new[new_][0]));
      set.append(label);
    }));
    return set;
  }

  /** Which item is the right partner: one of the candidates, none, or one that is typed. */
  function partner(id, subject) {
    const one = decisions.get(id), other = 1 - subject.side, key = subject.side + ' ' + subject.index;
    const items = data.items[SIDES[other]], own = data.items[SIDES[subject.side]][subject.index];
    const set = el('fieldset', '', { class: 'dp' });
    set.append(el('legend', fill(words.partnerOf, { item: own[0] })));
    const name = id + '-' + key.replace(' ', '-');
    const option = (value, text, hint) => {
      const label = el('label');
      const radio = el('input', '', { type: 'radio', name, value: String(value) });
      const chosen = one.partners[key];
      radio.checked = chosen === undefined ? value === 'ask' : chosen === value;
      radio.addEventListener('change', () => {
        if (value === 'ask') delete one.partners[key]; else one.partners[key] = value;
        changed(one);
      });
      const says = el('span', text);
      if (hint) says.append(el('small', hint));
      label.append(radio, says);
      set.append(label);
      return radio;
    };
    option('ask', words.partnerUnknown);
    subject.candidates.slice(0, 5).forEach(([index, score]) => {
      option(index, items[index][0] + '（' + (score / 1000).toFixed(2) + '）', items[index][2] || '');
    });
    if (data.rows[id][0].length && data.rows[id][1].length) option(-1, words.partnerNone);
    const typed = el('label', words.partnerOther, { class: 'dt' });
    const input = el('input', '', { type: 'text', list: list(SIDES[other]), autocomplete: 'off', spellcheck: 'false' });
    const chosen = one.partners[key];
    if (chosen >= 0 && !subject.candidates.some((c) => c[0] === chosen)) input.value = items[chosen][0];
    const wrong = el('small', '', { class: 'dw', role: 'alert' });
    input.addEventListener('change', () => {
      const typed = input.value.trim(), exact = items.findIndex((item) => item[0] === typed);
      const index = typed === '' ? -2 : exact >= 0 ? exact : items.findIndex((item) => key_(item[0]) === key_(typed));
      const bad = index === -1;
      input.setAttribute('aria-invalid', String(bad));
      wrong.textContent = bad ? words.partnerMissing : '';
      if (bad) return;
      if (index >= 0) one.partners[key] = index; else delete one.partners[key];
      set.querySelectorAll('input[type=radio]').forEach((radio) => { radio.checked = index === -2 && radio.value === 'ask'; });
      changed(one);
    });
    typed.append(input, wrong);
    set.append(typed);
    return set;
  }
  const key_ = (text) => text.normalize('NFKC').replace(/\s+/g, '');

  /** The citations of a side for typing; made when somebody needs them. */
  function list(side) {
    const id = 'cited-' + side;
    if (!$(id)) {
      const out = el('datalist', '', { id });
      data.items[side].forEach((item) => out.append(el('option', '', { value: item[0] })));
      document.body.append(out);
    }
    return id;
  }

  function draw(id) {
    const row = $(id);
    if (!row) return;
    const cell = row.querySelector('td.rem');
    if (!cell) return;
    const focused = document.activeElement && document.activeElement.dataset.v;
    const before = cell.querySelector('.dec'), now = controls(id);
    if (before) before.replaceWith(now); else cell.insertBefore(now, cell.querySelector('details.e'));
    const one = decisions.get(id);
    row.dataset.v = one ? one.verdict : '';
    const under = $('dx-' + id);
    if (under) under.remove();
    if (one && one.verdict === 'wrong') row.after(wide(id, row.cells.length));
    if (before && focused) {
      const again = now.querySelector('[data-v=' + focused + ']');
      if (again) again.focus();
    }
  }

  function choose(id, verdict) {
    const one = decisions.get(id);
    if (one && one.verdict === verdict) decisions.delete(id);
    else decisions.set(id, { verdict, note: one ? one.note : '', by: $('who').value.trim(), when: today(), partners: one ? one.partners : {}, spared: one ? one.spared : [], mine: true });
    draw(id);
    changed();
  }

  function changed(one) {
    if (one) one.mine = true;
    unsaved += 1;
    tell();
    keep();
  }

  function tell(said) {
    const count = decisions.size, open = panel.querySelectorAll('[data-open]').length;
    panel.querySelectorAll('[data-open]').forEach((item) => {
      const one = decisions.get(item.dataset.open);
      item.querySelector('.st').textContent = one ? words[one.verdict] : words.open;
      item.dataset.v = one ? one.verdict : '';
    });
    const left = Array.from(panel.querySelectorAll('[data-open]')).filter((item) => !item.dataset.v).length;
    $('decided').textContent = fill(words.count, { count, open, left });
    $('save').disabled = count === 0 && !loaded;
    const bar = $('savebar');
    bar.hidden = unsaved === 0;
    $('unsaved').textContent = fill(words.unsaved, { count });
    if (said !== undefined) $('said').textContent = said;
  }

  /** Why a change stands as it does: [heading, lines] each. */
  function evidence(box, parts) {
    const list = el('dl');
    parts.forEach(([heading, lines]) => {
      list.append(el('dt', heading));
      lines.forEach((line) => list.append(el('dd', line)));
    });
    box.append(list);
  }

  // ---- the file -------------------------------------------------------------------------------------------------------

  const quote = (text) => '"' + String(text).replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu,
    (c) => '\\u' + (c.codePointAt(0) >= 0xd800 && c.codePointAt(0) <= 0xdfff ? 'fffd' : c.codePointAt(0).toString(16).padStart(4, '0'))) + '"';
  function named(side, index) {
    const item = data.items[side][index];
    const parts = ['citation = ' + quote(item[0])];
    if (item[1]) parts.push('fingerprint = ' + quote(item[1]));
    if (item[2]) parts.push('text = ' + quote(Array.from(item[2]).slice(0, EXCERPT).join('')));
    return '{ ' + parts.join(', ') + ' }';
  }
  function block(what, old, new_, one) {
    const side = (name, list) => name + ' = [' + list.map((index) => '\n  ' + named(name, index) + ',').join('') + (list.length ? '\n' : '') + ']\n';
    let out = '[[decision]]\nwhat = ' + quote(what) + '\n' + side('old', old) + side('new', new_);
    ['note', 'by', 'when'].forEach((name) => { if (one[name]) out += name + ' = ' + quote(one[name]) + '\n'; });
    return out;
  }
  function write(id) {
    const row = data.rows[id], one = decisions.get(id), out = [];
    if (one.verdict === 'right') return [block('link', row[0], row[1], one)];
    if (one.verdict === 'hold') return [block('hold', row[0], row[1], one)];
    if (!one.spared.length && row[0].length && row[1].length) out.push(block('unlink', row[0], row[1], one));
    else row[0].forEach((old) => row[1].forEach((new_) => { if (!one.spared.includes(old + ' ' + new_)) out.push(block('unlink', [old], [new_], one)); }));
    Object.entries(one.partners).forEach(([key, index]) => {
      const [side, own] = key.split(' ').map(Number), other = index < 0 ? [] : [index];
      out.push(side === 0 ? block('link', [own], other, one) : block('link', other, [own], one));
    });
    // An item without a counterpart whose partner nobody knows: looked at, and left open.
    return out.length ? out : [block('hold', row[0], row[1], { note: one.note || words.partnerOpen, by: one.by, when: one.when })];
  }
  function toml() {
    // The file's own text first, as it is; then what was decided here.
    let kept = head.trim() ? head : 'schema = "kaitei.decisions/1"\n';
    const parts = [];
    // What was not decided anew stands as it was, with its comments; of what was, the comments stay.
    blocks.forEach((one) => {
      const stays = !one.of || (decisions.has(one.of) && !decisions.get(one.of).mine);
      kept += stays ? one.text : one.text.split('\n').filter((line) => /^\s*(#|$)/.test(line)).join('\n');
    });
    Object.keys(data.rows).filter((id) => decisions.has(id) && decisions.get(id).mine).forEach((id) => write(id).forEach((text) => parts.push(text.trim())));
    return [kept.trim(), ...parts].join('\n\n') + '\n';
  }

  function save() {
    if (data.decided > 0 && !loaded && !save.sure) {
      save.sure = true;
      tell(fill(words.loadFirst, { count: data.decided }));
      $('said').focus();
      return;
    }
    const who = $('who').value.trim();
    decisions.forEach((one) => { if (!one.by) one.by = who; });
    const url = URL.createObjectURL(new Blob([toml()], { type: 'application/toml' }));
    const link = el('a', '', { href: url, download: 'kaitei.decisions.toml' });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    unsaved = 0;
    tell(words.saved);
    if (embedded) window.parent.postMessage({ kaitei: 'decisions', text: toml() }, '*');
  }

  // ---- reading such a file: only what this page writes is shown, the rest is kept ------------------------------------

  /** A value of TOML: strings, arrays and inline tables. Throws on anything else. */
  function parser(text) {
    let at = 0;
    const fail = () => { throw new Error('toml'); };
    const skip = () => { for (;;) { const m = /^(?:\s+|#[^\n]*)/.exec(text.slice(at)); if (!m) return; at += m[0].length; } };
    function string() {
      if (text.startsWith('"""', at) || text.startsWith("'''", at)) fail();
      const literal = text[at] === "'", end = literal ? /'([^'\n]*)'/y : /"((?:[^"\\\n]|\\.)*)"/y;
      end.lastIndex = at;
      const m = end.exec(text) || fail();
      at = end.lastIndex;
      if (literal) return m[1];
      return m[1].replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/g, (all, code) => {
        if (/^[uU]/.test(code)) return String.fromCodePoint(parseInt(code.slice(1), 16));
        return ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\' })[code] || fail();
      });
    }
    function value() {
      skip();
      const c = text[at];
      if (c === '"' || c === "'") return string();
      if (c !== '[' && c !== '{') fail();
      at += 1;
      const out = c === '[' ? [] : {};
      for (;;) {
        skip();
        if (text[at] === (c === '[' ? ']' : '}')) { at += 1; return out; }
        if (c === '[') out.push(value()); else { const k = name(); out[k] = value(); }
        skip();
        if (text[at] === ',') at += 1; else if (text[at] !== (c === '[' ? ']' : '}')) fail();
      }
    }
    function name() {
      skip();
      const m = /[A-Za-z0-9_-]+/y;
      m.lastIndex = at;
      const found = m.exec(text) || fail();
      at = m.lastIndex;
      skip();
      if (text[at] !== '=') fail();
      at += 1;
      return found[0];
    }
    return () => {
      const out = {};
      for (skip(); at < text.length; skip()) { const k = name(); out[k] = value(); }
      return out;
    };
  }

  function load(text) {
    const parts = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n').split(/^(?=[ \t]*\[\[decision\]\])/m);
    const first = /^\s*\[\[decision\]\]/.test(parts[0]) ? '' : parts.shift();
    if (!/schema\s*=\s*["']kaitei\.decisions\/1["']/.test(first)) throw new Error(words.notOurs);
    const read = parts.map((part) => {
      try { return { text: part, content: parser(part.replace(/^\s*\[\[decision\]\]/, ''))() }; } catch (error) { return { text: part }; }
    });
    const find = (side, list) => (list || []).map((one) => {
      const items = data.items[side];
      const exact = items.findIndex((item) => item[0] === one.citation && (!one.fingerprint || item[1] === one.fingerprint));
      if (exact >= 0) return exact;
      const moved = items.map((item, i) => i).filter((i) => one.fingerprint && items[i][1] === one.fingerprint);
      return moved.length === 1 ? moved[0] : -1;
    });
    const name = (old, new_) => old.slice().sort().join(',') + '|' + new_.slice().sort().join(',');
    const ids = new Map();
    Object.entries(data.rows).forEach(([id, row]) => ids.set(name(row[0], row[1]), id));
    decisions.clear();
    head = first; blocks = read; loaded = true;
    const found = read.map((one) => one.content && { old: find('old', one.content.old), new: find('new', one.content.new) });
    const take = (one, id) => { one.of = id; };
    read.forEach((one, i) => {
      const content = one.content;
      if (!content || [...found[i].old, ...found[i].new].includes(-1)) return;
      const verdict = { link: 'right', unlink: 'wrong', hold: 'hold' }[content.what], id = ids.get(name(found[i].old, found[i].new));
      if (!verdict || !id) return;
      // Of several about one change the later one counts.
      decisions.set(id, { verdict, note: content.note || '', by: content.by || '', when: content.when || '', partners: {}, spared: [] });
      take(one, id);
    });
    // One pairing of several that was found wrong.
    read.forEach((one, i) => {
      if (!one.content || one.of || one.content.what !== 'unlink' || found[i].old.length !== 1 || found[i].new.length !== 1) return;
      const old = found[i].old[0], new_ = found[i].new[0];
      const hit = Object.entries(data.rows).find(([, row]) => row[0].includes(old) && row[1].includes(new_));
      if (!hit) return;
      const [id, row] = hit, all = [].concat(...row[0].map((a) => row[1].map((b) => a + ' ' + b)));
      const known = decisions.get(id);
      if (known && (known.verdict !== 'wrong' || !known.spared.length)) return;
      const decision = known || { verdict: 'wrong', note: one.content.note || '', by: one.content.by || '', when: one.content.when || '', partners: {}, spared: all };
      decision.spared = decision.spared.filter((key) => key !== old + ' ' + new_);
      decisions.set(id, decision);
      take(one, id);
    });
    // A link beside an unlink names the right partner.
    read.forEach((one, i) => {
      if (!one.content || one.of || one.content.what !== 'link') return;
      const { old, new: new_ } = found[i];
      if (old.includes(-1) || new_.includes(-1) || old.length > 1 || new_.length > 1) return;
      for (const [id, decision] of decisions) {
        if (decision.verdict !== 'wrong') continue;
        const row = data.rows[id], hasOld = old.length && row[0].includes(old[0]), hasNew = new_.length && row[1].includes(new_[0]);
        if (hasOld === hasNew) continue;
        if (hasNew) decision.partners['1 ' + new_[0]] = old.length ? old[0] : -1;
        else decision.partners['0 ' + old[0]] = new_.length ? new_[0] : -1;
        take(one, id);
        break;
      }
    });
    document.querySelectorAll('.dec').forEach((box) => { const row = box.closest('[id^=c-]'); if (row) draw(row.id); });
    decisions.forEach((one, id) => draw(id));
    unsaved = 0;
    const kept = read.filter((one) => !one.of).length;
    tell(fill(words.loaded, { count: read.length, shown: decisions.size, kept }));
    keep();
  }

  // ---- a courtesy: what was not saved is there again after the page was closed by mistake -----------------------------

  const KEY = 'kaitei:' + data.key;
  function keep() {
    try { localStorage.setItem(KEY, JSON.stringify({ text: toml(), loaded, unsaved, who: $('who').value })); } catch (error) { /* not allowed here */ }
  }
  function remember() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || 'null');
      if (!kept) return;
      $('who').value = kept.who || '';
      if (!kept.unsaved) return;
      load(kept.text);
      loaded = kept.loaded;
      unsaved = kept.unsaved;
      tell(fill(words.restored, { count: decisions.size }));
    } catch (error) { /* damaged or not allowed: nothing is restored */ }
  }

  // ---- within kaitei.html: it keeps the file, hands over what there is, and is told of what was saved -------------------

  const embedded = window.parent !== window;
  function embed() {
    window.addEventListener('message', (event) => {
      const told = event.data;
      if (event.source !== window.parent || !told || told.kaitei !== 'decisions' || typeof told.text !== 'string') return;
      try { load(told.text); } catch (error) { tell(error.message || String(error)); }
    });
    $('after').textContent = words.stepHere;
    window.parent.postMessage({ kaitei: 'ready' }, '*');
  }

  // ---- the page ---------------------------------------------------------------------------------------------------------

  panel.hidden = false;
  // Changes under review are asked about at once, the others where somebody opens the evidence.
  document.querySelectorAll('#table tr.r[data-c=review]').forEach((row) => { if (data.rows[row.id]) draw(row.id); });
  document.addEventListener('toggle', (event) => {
    const box = event.target;
    if (!box.matches || !box.matches('details.e') || !box.open) return;
    const row = box.closest('tr.r');
    if (!row) return;
    if (!box.querySelector('dl')) evidence(box, data.evidence[row.id] || []);
    if (data.rows[row.id] && !row.querySelector('.dec')) draw(row.id);
  }, true);
  $('save').addEventListener('click', save);
  $('save2').addEventListener('click', save);
  $('who').addEventListener('change', keep);
  $('loadfile').addEventListener('change', () => {
    const file = $('loadfile').files[0];
    if (!file) return;
    file.text().then(load).catch((error) => tell(error.message || String(error)));
    $('loadfile').value = '';
  });
  window.addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
  tell('');
  remember();
  if (embedded) embed();
}());
