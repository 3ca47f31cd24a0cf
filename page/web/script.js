// The page: takes files, asks the worker, draws. Nothing about documents is decided here.
(function () {
  'use strict';
  const $ = (id) => document.getElementById(id);
  const SIDES = ['old', 'new'];
  const MOST_FILES = 20000, MOST_DEPTH = 32;
  let lang = 'ja', words = WORDS.ja;
  // What was given, so that a new worker can be given it again.
  let given = [], removed = [], passwords = [], leftOut = new Set();
  let decisions = new Uint8Array(), planned = null, state = null, pairs = null, busy = false, fresh = false;

  const el = (name, text, attributes, ...children) => {
    const out = document.createElement(name);
    if (text) out.textContent = text;
    Object.entries(attributes || {}).forEach(([key, value]) => { if (value !== undefined) out.setAttribute(key, value); });
    out.append(...children);
    return out;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const button = (text, attributes, act) => {
    const out = el('button', text, Object.assign({ type: 'button' }, attributes));
    out.addEventListener('click', act);
    return out;
  };

  // ---- the worker ------------------------------------------------------------------------------------------------

  let worker = null, waiting = new Map(), last = 0, wasm = null, halted = false;
  class Stopped extends Error {}

  async function unpack() {
    const bytes = Uint8Array.from(atob($('engine').textContent.trim()), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    wasm = await new Response(stream).arrayBuffer();
    $('engine').remove();
  }

  function ask(call, ...args) {
    return new Promise((resolve, reject) => {
      if (halted || !worker) { reject(new Stopped()); return; }
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, call, args });
    });
  }

  function stop() {
    if (worker) worker.terminate();
    worker = null;
    halted = true;
    const all = Array.from(waiting.values());
    waiting = new Map();
    all.forEach((one) => one.reject(new Stopped()));
  }

  async function start() {
    if (worker) return;
    if (!wasm) await unpack();
    const url = URL.createObjectURL(new Blob([$('workercode').textContent], { type: 'text/javascript' }));
    worker = new Worker(url);
    worker.onmessage = (event) => {
      const { id, result, broken, stage: told } = event.data;
      if (told) { if (words[told]) doing(words[told]); return; }
      const one = waiting.get(id);
      waiting.delete(id);
      if (!one) return;
      if (broken === undefined) one.resolve(result); else one.reject(new Error(broken));
    };
    worker.onerror = (event) => { const all = Array.from(waiting.values()); waiting = new Map(); all.forEach((one) => one.reject(new Error(event.message || 'worker'))); };
    await ask('start', wasm, lang);
    URL.revokeObjectURL(url);
    for (const password of passwords) await ask('password', password);
    if (decisions.length) await ask('decisions', 'kaitei.decisions.toml', decisions);
    if (planned) await ask('tasks', planned.name, planned.bytes);
    fresh = true;
  }

  /** A worker that knows everything that was given. */
  async function ready() {
    await start();
    if (!fresh) return;
    fresh = false;
    for (const one of given) await hand(one);
    await look();
    for (const file of state.files) {
      if (removed.includes(file.side + '/' + file.name)) await ask('remove', file.key);
      if (leftOut.has(file.side + '/' + file.name)) await ask('leave_out', file.key, true);
    }
    await look();
  }

  async function hand(one) {
    doing(fill(words.adding, { name: one.path }));
    let bytes;
    try {
      bytes = new Uint8Array(await one.file.arrayBuffer());
    } catch (error) {
      given = given.filter((other) => other !== one);
      say(fill(words.fileFailed, { name: one.path }), true);
      return;
    }
    await ask('add', one.side, one.path, one.inFolder, bytes);
  }

  async function look() {
    state = JSON.parse(await ask('state'));
    decisions = await ask('decisions_file');
  }

  // ---- work, one thing at a time ---------------------------------------------------------------------------------

  function doing(text, done, total) {
    $('doing').textContent = text;
    const bar = $('bar');
    if (total) { bar.max = total; bar.value = done; } else bar.removeAttribute('value');
  }

  async function work(what) {
    if (busy) return false;
    busy = true;
    halted = false;
    $('work').hidden = false;
    doing(words.preparing);
    draw();
    let done = false;
    try {
      await ready();
      await what();
      done = true;
    } catch (error) {
      if (error instanceof Stopped) say(words.cancelled);
      else {
        stop();
        say(fill(words.broken, { detail: error.message }), true);
      }
    }
    busy = false;
    $('work').hidden = true;
    draw();
    return done;
  }

  function say(text, bad) {
    const notice = $('notice');
    notice.hidden = !text;
    notice.className = bad ? 'notice bad' : 'notice';
    notice.textContent = text || '';
    if (text) notice.scrollIntoView({ block: 'nearest' });
  }

  /** Reads whatever is still unread, and pairs the documents. */
  async function read() {
    const keys = Array.from(await ask('unread'));
    for (let i = 0; i < keys.length; i += 1) {
      const file = state.files.find((one) => one.key === keys[i]);
      doing(fill(words.reading, { i: i + 1, n: keys.length, name: file ? file.name : '' }), i, keys.length);
      await ask('read', keys[i]);
      await look();
      draw();
    }
    // What is there, was not taken out, or was given again.
    removed = removed.filter((name) => !state.files.some((file) => file.side + '/' + file.name === name));
    doing(words.pairing);
    await pair();
  }

  async function pair() {
    const both = SIDES.every((side) => state.files.some((file) => file.side === side && file.state === 'read'));
    pairs = both ? JSON.parse(await ask('counterparts')) : null;
    // Files that cannot be read and are not left out yet stand in the way of pairing: ask again when that is settled.
    if (pairs && !pairs.pairs.length) pairs = null;
  }

  // ---- files -----------------------------------------------------------------------------------------------------

  async function take(side, list) {
    if (!list.length) return say(words.nothingFound, true);
    if (given.length + list.length > MOST_FILES) return say(words.tooMany, true);
    say('');
    const fromHere = list.map((one) => Object.assign({ side }, one));
    await work(async () => {
      forget();
      // All at once: after a cancelled work they are handed over again.
      given.push(...fromHere);
      for (const one of fromHere) await hand(one);
      await look();
      draw();
      await read();
    });
  }

  /** The result is of other files now. */
  function forget() {
    $('done').hidden = true;
    $('before').hidden = false;
    whole(false);
  }

  async function walkHandle(handle, path, out, depth) {
    if (depth > MOST_DEPTH || out.length > MOST_FILES) return;
    for await (const [name, child] of handle.entries()) {
      if (child.kind === 'directory') await walkHandle(child, path + '/' + name, out, depth + 1);
      else out.push({ path: path + '/' + name, inFolder: true, file: await child.getFile() });
    }
  }
  async function walkEntry(entry, path, out, depth) {
    if (depth > MOST_DEPTH || out.length > MOST_FILES) return;
    if (entry.isFile) {
      out.push({ path, inFolder: true, file: await new Promise((resolve, reject) => { entry.file(resolve, reject); }) });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
      if (!some.length) return;
      for (const child of some) await walkEntry(child, path + '/' + child.name, out, depth + 1);
    }
  }

  async function dropped(side, transfer) {
    // What is dropped can be asked only now, before the first wait.
    const all = Array.from(transfer.items || []).filter((item) => item.kind === 'file').map((item) => ({
      file: item.getAsFile(),
      entry: item.webkitGetAsEntry ? item.webkitGetAsEntry() : null,
      handle: item.getAsFileSystemHandle ? item.getAsFileSystemHandle().catch(() => null) : null,
    }));
    const out = [], failed = [];
    for (const one of all) {
      if (!one.entry || !one.entry.isDirectory) {
        if (one.file) out.push({ path: one.file.name, inFolder: false, file: one.file });
        continue;
      }
      const found = [];
      try {
        await walkEntry(one.entry, one.entry.name, found, 0);
        out.push(...found);
      } catch (error) {
        // Some browsers open dropped folders in this way only, when the page itself is a file.
        try {
          const handle = await one.handle, again = [];
          await walkHandle(handle, handle.name, again, 0);
          out.push(...again);
        } catch (second) { failed.push(one.entry.name); }
      }
    }
    if (out.length) await take(side, out);
    if (failed.length) say(fill(words.folderFailed, { name: failed.join('」「') }), true);
    else if (!out.length) say(words.nothingFound, true);
  }

  // ---- drawing ---------------------------------------------------------------------------------------------------

  function speak() {
    words = WORDS[lang];
    document.documentElement.lang = lang;
    document.querySelectorAll('[data-t]').forEach((one) => { one.textContent = words[one.dataset.t]; });
    $('lang').lang = lang === 'ja' ? 'en' : 'ja';
    $('frame').title = words.frame;
    SIDES.forEach((side) => {
      const name = side === 'old' ? words.sideOld : words.sideNew;
      const zone = $('zone-' + side);
      zone.querySelector('[data-pick=files]').setAttribute('aria-label', fill(words.pickFilesFor, { side: name }));
      zone.querySelector('[data-pick=folder]').setAttribute('aria-label', fill(words.pickFolderFor, { side: name }));
      ['files', 'folder'].forEach((what) => { $(what + '-' + side).setAttribute('aria-label', fill(what === 'files' ? words.pickFilesFor : words.pickFolderFor, { side: name })); });
    });
    $('decisionsfile').setAttribute('aria-label', words.loadDecisions);
    $('bookfile').setAttribute('aria-label', words.loadBook);
    $('whole').textContent = words.whole;
    const questions = $('questions');
    questions.replaceChildren();
    words.questions.forEach(([question, answer]) => { questions.append(el('dt', question), el('dd', answer)); });
    draw();
  }

  function fault(one) {
    const out = el('div', '', { class: 'fault' }, el('p', (one.file ? one.file + ': ' : '') + one.message));
    if (one.advice) out.append(el('p', one.advice, { class: 'adv' }));
    return out;
  }

  function fileRow(file) {
    const bad = file.state === 'failed';
    const row = el('div', '', { class: 'file' + (bad ? ' bad' : '') + (file.out ? ' out' : '') });
    const body = el('div', '', { class: 'body' });
    if (file.document) {
      const one = file.document, about = [words.kinds[one.kind] || one.kind, one.edition];
      about.push(fill(one.format === 'xlsx' ? words.sheets : words.pages, { n: one.pages }), fill(words.items, { n: one.items }));
      const named = one.short && !one.title.includes(one.short) ? one.title + '　' + one.short : one.title || one.short;
      body.append(el('p', named || words.untitled, { class: 't' }), el('p', about.filter(Boolean).join('・'), { class: 'm' }));
      body.append(el('p', file.name, { class: 'f' }));
      const tags = el('p');
      if (one.specimen) tags.append(el('span', words.specimen, { class: 'tag' }));
      if (one.official) tags.append(el('span', fill(words.official, { title: one.official }), { class: 'tag ok' }));
      if (one.warnings.length) {
        const more = el('details', '', {}, el('summary', fill(words.warnings, { n: one.warnings.length })));
        one.warnings.slice(0, 8).forEach((text) => more.append(el('p', text, { class: 'm' })));
        tags.append(el('span'));
        body.append(tags, more);
      } else if (tags.childNodes.length) body.append(tags);
    } else {
      body.append(el('p', file.name, { class: 't' }));
      if (!bad) body.append(el('p', words.waiting, { class: 'm' }));
    }
    if (bad) {
      body.append(el('p', file.out ? words.leftOut : words.failed, { class: 'tag warn' }), fault(Object.assign({}, file.fault, { file: '' })));
      if (file.fault.code === 'password-needed') body.append(passwordForm(file));
      const box = el('input', '', { type: 'checkbox', 'data-key': 'o' + file.side + file.name });
      box.checked = file.out;
      box.disabled = busy;
      box.addEventListener('change', () => choose(file, box.checked));
      body.append(el('label', '', { class: 'out' }, box, el('span', words.leaveOut)));
    }
    const away = button(words.remove, { class: 'x', 'data-key': 'r' + file.side + file.name, 'aria-label': fill(words.removeOf, { name: file.name }) }, () => work(async () => {
      removed.push(file.side + '/' + file.name);
      forget();
      await ask('remove', file.key);
      await look();
      await pair();
    }));
    away.disabled = busy;
    row.append(body, away);
    return row;
  }

  function passwordForm(file) {
    const form = el('form', '', { class: 'pw' }), label = el('label', words.password), input = el('input', '', { type: 'password', autocomplete: 'off' });
    label.append(input);
    form.append(label, el('button', words.usePassword, { type: 'submit' }));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const password = input.value;
      if (password) work(async () => { passwords.push(password); await ask('password', password); await look(); await read(); });
    });
    return form;
  }

  function choose(file, out) {
    const name = file.side + '/' + file.name;
    if (out) leftOut.add(name); else leftOut.delete(name);
    work(async () => { forget(); await ask('leave_out', file.key, out); await look(); await pair(); });
  }

  function drawFiles() {
    SIDES.forEach((side) => {
      const list = $('list-' + side), files = state ? state.files.filter((file) => file.side === side) : [], left = state ? state.left.filter((one) => one.side === side) : [];
      list.replaceChildren(...files.map(fileRow));
      const named = state && state.labels[SIDES.indexOf(side)];
      if (named) list.prepend(el('p', fill(words.edition, { name: named }), { class: 'file m' }));
      if (left.length) {
        const more = el('details', '', { class: 'left' }, el('summary', fill(words.left, { n: left.length })));
        more.open = left.length <= 5;
        more.append(el('ul', '', {}, ...left.map((one) => el('li', '', {}, el('b', one.name), el('span', ': ' + one.why)))));
        list.append(more);
      }
      (state ? state.faults : []).filter((one) => one.side === side).forEach((one) => list.append(el('div', '', { class: 'file bad' }, fault(one))));
      $('zone-' + side).classList.toggle('has', files.length + left.length > 0);
    });
    $('clear').hidden = !state || !(state.files.length + state.left.length);
    $('clear').disabled = busy;
  }

  function drawPairs() {
    const box = $('pairs');
    box.replaceChildren();
    if (!pairs) { box.append(el('p', state && state.files.some((file) => file.state === 'failed' && !file.out) ? words.needChoice : words.noPairs, { class: 'hint' })); return; }
    const table = el('table', '', { class: 'pt' }), body = el('tbody');
    table.append(el('thead', '', {}, el('tr', '', {}, el('th', words.pairOld, { scope: 'col' }), el('th', words.pairNew, { scope: 'col' }))), body);
    const label = (one) => one.name + (one.edition ? '（' + one.edition + '）' : '');
    pairs.old.forEach((old) => {
      const known = pairs.pairs.find((one) => one.old.includes(old.id)) || { old: [], new: [] };
      const select = el('select', '', { 'aria-label': fill(words.pairOf, { name: old.name }), 'data-old': old.file, 'data-key': 'p' + old.file });
      select.append(el('option', words.gone, { value: '' }), ...pairs.new.map((one) => el('option', label(one), { value: one.id })));
      select.value = known.new[0] || '';
      select.disabled = busy;
      select.addEventListener('change', () => work(async () => {
        forget();
        const faults = JSON.parse(await ask('pair', old.id, select.value));
        if (faults.length) say(faults.map((one) => one.message).join('\n'), true);
        await look();
        await pair();
      }));
      const cell = el('td', '', {}, select), notes = [];
      if (known.byHand) notes.push(el('span', words.byHand, { class: 'tag ok' }));
      else if (known.new.length && known.score < 600) notes.push(el('span', words.unsure, { class: 'tag warn' }));
      if (known.old.length > 1 && known.new.length) notes.push(el('span', words.joined, { class: 'tag' }));
      cell.append(...notes);
      body.append(el('tr', '', {}, el('td', '', {}, el('b', label(old)), el('small', old.file)), cell));
    });
    box.append(table);
    const alone = pairs.pairs.filter((one) => !one.old.length).map((one) => label(pairs.new.find((doc) => doc.id === one.new[0]) || { name: '' }));
    if (alone.length) box.append(el('p', fill(words.fresh, { names: alone.join('、') }), { class: 'fresh' }));
    if (state.paired > 0) box.append(el('p', '', { class: 'fresh' }, button(words.automatic, { class: 'quiet', id: 'automatic' }, () => work(async () => { forget(); await ask('unpair'); await look(); await pair(); }))));
  }

  // What had the focus before everything was drawn anew gets it back.
  let focused = '';
  function draw() {
    if (document.activeElement.dataset.key) focused = document.activeElement.dataset.key;
    drawFiles();
    drawPairs();
    if (!busy && focused) {
      const again = Array.from(document.querySelectorAll('[data-key]')).find((one) => one.dataset.key === focused);
      if (again && document.activeElement === document.body) again.focus({ preventScroll: true });
      focused = '';
    }
    const files = state ? state.files : [], has = SIDES.every((side) => files.some((file) => file.side === side && file.state !== 'failed'));
    const bad = files.some((file) => file.state === 'failed' && !file.out), faults = state ? state.faults : [];
    const why = !has ? words.needBoth : bad ? words.needChoice : faults.length ? fill(words.needFault, { message: faults[0].message }) : busy ? words.needRead : '';
    $('compare').disabled = busy || why !== '';
    $('compare').textContent = $('done').hidden ? words.compare : words.compareAgain;
    $('why').textContent = why;
    const settled = state && state.decisions + state.paired;
    $('decided').textContent = settled ? fill(words.decided, { n: state.decisions, p: state.paired }) : words.undecided;
    ['loaddecisions', 'loaddecisions2', 'loadbook', 'save', 'savedecisions'].forEach((id) => { $(id).disabled = busy; });
    $('savedecisions').disabled = busy || !decisions.length;
    $('lang').disabled = busy;
  }

  // ---- comparing, and what comes of it ---------------------------------------------------------------------------

  let shown = null;
  async function compare(after) {
    say('');
    await work(async () => {
      await read();
      const told = JSON.parse(await ask('compare'));
      if (!told.done) {
        forget();
        say([words.stopped, ...told.faults.map((one) => (one.file ? one.file + ': ' : '') + one.message + (one.advice || ''))].join('\n'), true);
        return;
      }
      doing(words.drawing);
      const report = await ask('report');
      await look();
      if (shown) URL.revokeObjectURL(shown);
      shown = URL.createObjectURL(new Blob([report], { type: 'text/html' }));
      $('frame').src = shown;
      $('summary').textContent = told.summary;
      $('done').hidden = false;
      $('before').hidden = true;
      const notes = told.faults.map((one) => one.message + (one.advice || '')).concat(carried(told.tasks));
      if (after || notes.length) say([after, ...notes].filter(Boolean).join('\n'), false);
      else $('step3').scrollIntoView();
    });
  }

  function whole(on) {
    document.body.classList.toggle('whole', on);
    $('closewhole').hidden = !on;
    $('whole').setAttribute('aria-pressed', String(on));
    if (on) $('closewhole').firstElementChild.focus();
  }

  function download(name, bytes, type) {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    const link = el('a', '', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    say(fill(words.saved, { name }));
  }

  const today = () => {
    const now = new Date(), two = (n) => String(n).padStart(2, '0');
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  };

  /** Decisions in place of those that there were; compared again where there was a result. */
  async function settle(name, bytes, after) {
    const again = !$('done').hidden;
    let faults = [];
    const done = await work(async () => {
      faults = JSON.parse(await ask('decisions', name, bytes));
      await look();
      if (!faults.length && !again) await pair();
    });
    if (!done) return;
    if (faults.length) say(faults.map((one) => one.message + (one.advice || '')).join('\n'), true);
    else if (again) await compare(after);
    else say(words.decisionsTaken);
  }

  /** What became of the tasks of an earlier workbook. */
  function carried(tasks) {
    if (!tasks) return [];
    return [fill(words.tasksTaken, { n: tasks.taken, m: tasks.changed })].concat(tasks.left ? fill(words.tasksLeft, { n: tasks.left }) : []);
  }

  async function book(file) {
    if ($('done').hidden) return say(words.bookLater, true);
    let told = null;
    const done = await work(async () => {
      let bytes;
      try { bytes = new Uint8Array(await file.arrayBuffer()); } catch (error) { return; }
      told = JSON.parse(await ask('workbook', file.name, bytes.slice(), '', today()));
      if (told.tasks) planned = { name: file.name, bytes };
      await look();
    });
    if (!done) return;
    if (!told) return say(fill(words.fileFailed, { name: file.name }), true);
    $('bookfaults').replaceChildren(...told.faults.map((one) => el('div', '', { class: 'file bad' }, fault(one))));
    if (told.faults.length) $('more').open = true;
    const tasks = carried(told.tasks);
    if (told.count) await compare(fill(words.bookTaken, { n: told.count }));
    else say((tasks.length ? tasks : [words.bookNothing]).concat(told.faults.map((one) => one.message)).join('\n'), !tasks.length || told.faults.length > 0);
  }

  /** Files that were dropped beside the two boxes: what goes with a result, or a hint. */
  async function beside(files) {
    if (!files.length) return;
    const named = (ending) => files.find((file) => file.name.toLowerCase().endsWith(ending));
    const settled = named('.toml'), edited = named('.xlsx');
    if (settled) await settle(settled.name, new Uint8Array(await settled.arrayBuffer()), words.applied);
    else if (edited && !$('done').hidden) await book(edited);
    else say(words.dropInside, true);
  }

  // ---- the page --------------------------------------------------------------------------------------------------

  SIDES.forEach((side) => {
    const zone = $('zone-' + side);
    zone.querySelectorAll('[data-pick]').forEach((one) => one.addEventListener('click', () => { if (!busy) $(one.dataset.pick + '-' + side).click(); }));
    ['files', 'folder'].forEach((what) => {
      const input = $(what + '-' + side);
      input.addEventListener('change', () => {
        const list = Array.from(input.files).map((file) => ({ path: file.webkitRelativePath || file.name, inFolder: !!file.webkitRelativePath, file }));
        input.value = '';
        if (list.length) take(side, list);
      });
    });
    ['dragenter', 'dragover'].forEach((name) => zone.addEventListener(name, (event) => { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; zone.classList.add('over'); }));
    zone.addEventListener('dragleave', (event) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove('over'); });
    zone.addEventListener('drop', (event) => { event.preventDefault(); zone.classList.remove('over'); if (!busy) dropped(side, event.dataTransfer); });
  });
  // A file that misses its place must not replace the page.
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!busy && !event.target.closest('.zone')) beside(Array.from(event.dataTransfer.files));
  });
  $('clear').addEventListener('click', () => work(async () => { given = []; removed = []; planned = null; leftOut = new Set(); forget(); await ask('clear'); await look(); pairs = null; }));
  $('compare').addEventListener('click', () => compare());
  $('cancel').addEventListener('click', stop);
  $('lang').addEventListener('click', () => {
    lang = lang === 'ja' ? 'en' : 'ja';
    speak();
    const again = !$('done').hidden;
    if (worker) work(async () => { await ask('speak', lang); await look(); await pair(); }).then((done) => { if (done && again) compare(); });
  });
  $('helpopen').addEventListener('click', () => { $('help').scrollIntoView(); $('help').focus({ preventScroll: true }); });
  $('whole').addEventListener('click', () => whole(true));
  $('closewhole').addEventListener('click', () => { whole(false); $('whole').focus(); });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') whole(false); });
  $('save').addEventListener('click', () => work(async () => {
    doing(words.saving);
    download(words.zipName, await ask('results'), 'application/zip');
  }));
  $('savedecisions').addEventListener('click', () => download('kaitei.decisions.toml', decisions, 'application/toml'));
  ['loaddecisions', 'loaddecisions2'].forEach((id) => $(id).addEventListener('click', () => $('decisionsfile').click()));
  $('decisionsfile').addEventListener('change', async () => {
    const file = $('decisionsfile').files[0];
    if (file) { const bytes = new Uint8Array(await file.arrayBuffer()); $('decisionsfile').value = ''; await settle(file.name, bytes, words.applied); }
  });
  $('loadbook').addEventListener('click', () => $('bookfile').click());
  $('bookfile').addEventListener('change', () => { const file = $('bookfile').files[0]; if (file) book(file).finally(() => { $('bookfile').value = ''; }); });
  // The report in the frame asks for the decisions, and says what was decided in it.
  window.addEventListener('message', async (event) => {
    if (event.source !== $('frame').contentWindow || !event.data) return;
    if (event.data.kaitei === 'ready' && decisions.length) {
      event.source.postMessage({ kaitei: 'decisions', text: new TextDecoder().decode(decisions) }, '*');
    } else if (event.data.kaitei === 'decisions' && typeof event.data.text === 'string') {
      whole(false);
      while (busy) await new Promise((done) => { setTimeout(done, 100); });
      settle('kaitei.decisions.toml', new TextEncoder().encode(event.data.text), words.applied);
    }
  });
  window.addEventListener('beforeunload', (event) => { if (busy) event.preventDefault(); });
  speak();
  if (!window.Worker || !window.WebAssembly || !window.DecompressionStream) { say(words.oldBrowser, true); document.querySelectorAll('button').forEach((one) => { one.disabled = true; }); }
}());
