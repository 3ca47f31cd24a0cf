(function () {
  'use strict';
  var $ = function (id) { return document.getElementById(id); };
  // Within another page, whose policy does not know these words, the browser has left them out.
  var printed = $('printed');
  if (printed && !printed.sheet) document.styleSheets[0].insertRule(printed.textContent);
  var bar = $('bar'), q = $('q'), x = $('x'), facets = $('facets'), open = $('open');
  if (!bar) return;
  bar.hidden = false;

  // Every change: rows of the table, items of a fold, unchanged headings. Read once, in document order.
  var all = Array.prototype.slice.call(document.querySelectorAll('#table [data-k]'));
  var folds = Array.prototype.slice.call(document.querySelectorAll('#table tr.fold'));
  var tables = Array.prototype.slice.call(document.querySelectorAll('#table .cv'));
  var chapters = Array.prototype.slice.call(document.querySelectorAll('#table .ch'));
  var docs = Array.prototype.slice.call(document.querySelectorAll('#table .doc'));
  var texts = null;

  // Width, case and kana of what is typed do not matter: 「14.⑥」 and 「１４．⑥」 are one search.
  function key(text) {
    return text.replace(/[①-⑳]/g, function (c) { return '(' + (c.charCodeAt(0) - 9311) + ')'; })
      .normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  }
  function readTexts() {
    if (!texts) texts = all.map(function (el) { return key(el.dataset.q + ' ' + el.textContent); });
    return texts;
  }

  function chosen() {
    var out = {};
    facets.querySelectorAll('input:checked').forEach(function (box) {
      (out[box.name] = out[box.name] || []).push(box.value);
    });
    return out;
  }

  function apply() {
    var want = chosen(), names = Object.keys(want), find = key(q.value), only = x.checked;
    var filtering = names.length > 0 || find !== '' || only;
    var words = find === '' ? null : readTexts();
    var shown = 0;
    all.forEach(function (el, i) {
      var ok = !only || el.dataset.x === '1';
      for (var n = 0; ok && n < names.length; n++) {
        var has = (el.dataset[names[n]] || '').split(' ');
        ok = want[names[n]].some(function (value) { return has.indexOf(value) >= 0; });
      }
      if (ok && words) ok = words[i].indexOf(find) >= 0;
      if (ok) shown++;
      // A chapter's title stays where it is: it belongs to the rows below.
      el._out = !ok;
      if (el.tagName !== 'H4') el.hidden = filtering && !ok;
    });
    folds.forEach(function (fold) {
      var hits = fold.querySelectorAll('li[data-k]:not([hidden])').length;
      fold.hidden = filtering && hits === 0;
      var box = fold.querySelector('details');
      if (box && filtering && hits > 0) { if (!box.open) { box.open = true; box._auto = true; } }
      else if (box && box._auto) { box.open = false; box._auto = false; }
    });
    // The heading above a row goes with it.
    document.querySelectorAll('#table tr.ctx').forEach(function (line) {
      line.hidden = !!(line.nextElementSibling && line.nextElementSibling.hidden);
    });
    document.querySelectorAll('#table tr.dx').forEach(function (line) {
      line.hidden = !!(line.previousElementSibling && line.previousElementSibling.hidden);
    });
    tables.forEach(function (box) { box.hidden = filtering && !box.querySelector('tbody>tr:not([hidden])'); });
    chapters.forEach(function (box) { box.hidden = filtering && !box.querySelector('.cv:not([hidden])') && !own(box); });
    docs.forEach(function (box) { box.hidden = filtering && !box.querySelector('.ch:not([hidden])'); });
    $('count').textContent = String(filtering ? shown : all.length);
    $('nomatch').hidden = shown > 0;
    var n = names.reduce(function (sum, name) { return sum + want[name].length; }, 0);
    $('chosen').textContent = n ? String(n) : '';
    mark(find === '' ? '' : q.value.trim());
  }
  function own(box) {
    var title = box.querySelector('h4[data-k]');
    return title && !title._out;
  }

  // Shows the words that were searched for where the browser can do so without touching the text.
  function mark(word) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete('found');
    if (!word) return;
    var ranges = [], low = word.toLowerCase();
    for (var i = 0; i < all.length && ranges.length < 2000; i++) {
      if (all[i].hidden) continue;
      var walk = document.createTreeWalker(all[i], NodeFilter.SHOW_TEXT), node;
      while ((node = walk.nextNode())) {
        var at = node.data.toLowerCase().indexOf(low);
        while (at >= 0) {
          var range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + low.length);
          ranges.push(range);
          at = node.data.toLowerCase().indexOf(low, at + low.length);
        }
      }
    }
    CSS.highlights.set('found', new (Function.prototype.bind.apply(Highlight, [null].concat(ranges)))());
  }

  var timer = 0;
  q.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(apply, 120); });
  x.addEventListener('change', apply);
  facets.addEventListener('change', apply);
  bar.addEventListener('submit', function (event) { event.preventDefault(); apply(); });
  bar.addEventListener('reset', function () { setTimeout(apply, 0); });
  open.addEventListener('click', function () {
    facets.hidden = !facets.hidden;
    open.setAttribute('aria-expanded', String(!facets.hidden));
  });

  // A figure or a theme of the first screen shows just its changes.
  document.querySelectorAll('a[data-f]').forEach(function (link) {
    link.addEventListener('click', function () {
      bar.reset();
      facets.querySelectorAll('input').forEach(function (box) {
        box.checked = (box.name === link.dataset.f && box.value === link.dataset.v) || (box.name === 's' && box.value === link.dataset.s);
      });
      setTimeout(apply, 0);
    });
  });

  // A link to a change shows it, whatever is filtered or folded.
  function arrive() {
    var id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (e) { return; }
    if (id && /^c-/.test(id)) show($(id));
  }
  function show(el) {
    if (!el) return;
    if (!/^c-/.test(el.id)) { el.scrollIntoView(); return; }
    if (el.hidden || el.closest('[hidden]')) { bar.reset(); apply(); }
    var box = el.closest('details');
    if (box) box.open = true;
    setTimeout(function () { el.scrollIntoView({ block: 'center' }); }, 0);
  }
  window.addEventListener('hashchange', arrive);
  arrive();
  // Within kaitei.html the report has an address that browsers (Chromium 156) follow no links within.
  if (window.parent !== window) document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show($(decodeURIComponent(link.getAttribute('href').slice(1))));
  });

  // Keys: / goes to the search.
  document.addEventListener('keydown', function (event) {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    q.focus();
  });
}());
