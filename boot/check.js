// Runs before anything else, and must be understood by kernels of ten years ago: ES5, no library. What the application
// cannot do without is tried; where something is missing, the page says what it is and what to use in its place.
(function () {
  'use strict';
  var byId = function (id) { return document.getElementById(id); };
  var hide = function (id) { byId(id).setAttribute('hidden', ''); };
  var reveal = function (id) { byId(id).removeAttribute('hidden'); };
  /** Shows this in place of the application. */
  var show = function (id) {
    hide('app');
    if (byId('first')) hide('first');
    reveal(id);
  };

  /** With what a press ends, or is given up. */
  var RELEASES = ['mouseup', 'keyup', 'blur', 'dragend'];

  /**
   * The first page, there before the program is: what is clicked on it meanwhile is clicked on the program's own first
   * page as soon as that stands, and what has the focus keeps it. A click that has begun may end: the program's page takes
   * the place when the button is let go. The program makes its page unseen and says when that stands (src/app/root.rs).
   */
  function first() {
    var app = byId('app');
    var page = byId('first');
    var controls = page.querySelectorAll('.hero .btn');
    var wanted = -1;
    var pressed = false;
    var stands = false;
    var end = function () {
      for (var i = 0; i < RELEASES.length; i += 1) removeEventListener(RELEASES[i], release);
      var focused = Array.prototype.indexOf.call(controls, document.activeElement);
      var own = app.querySelectorAll('.hero .btn');
      page.parentNode.removeChild(page);
      if (!byId('crash').hasAttribute('hidden')) return;
      reveal('app');
      var next = own[focused] || byId('page-title');
      if (next) next.focus();
      if (own[wanted]) own[wanted].click();
    };
    var release = function () {
      // The click comes after it.
      if (pressed && stands) setTimeout(end, 0);
      pressed = false;
    };
    page.addEventListener('mousedown', function (event) { pressed = event.button === 0; });
    // Space acts when it is let go as well.
    page.addEventListener('keydown', function (event) { pressed = pressed || event.keyCode === 32; });
    for (var j = 0; j < RELEASES.length; j += 1) addEventListener(RELEASES[j], release);
    hide('app');
    reveal('first');
    reveal(/^#?\/?$/.test(location.hash) ? 'first-home' : 'first-other');
    var want = function (i) {
      controls[i].onclick = function (event) {
        event.preventDefault();
        wanted = i;
        byId('first-told').textContent = '正在打开“' + controls[i].textContent + '”……';
      };
    };
    for (var i = 0; i < controls.length; i += 1) want(i);
    addEventListener('mingchou-stands', function told() {
      removeEventListener('mingchou-stands', told);
      stands = true;
      if (!pressed) end();
    });
  }

  // Reference types, SIMD, bulk memory, sign extension and saturating conversion, in one function of one module
  // (tests/e2e/fit.wat). Compiling it also tells whether the browser knows 'wasm-unsafe-eval' in the page's policy.
  var SAMPLE = '@SAMPLE@';

  function compiles() {
    try {
      var bytes = new Uint8Array(SAMPLE.length / 2);
      for (var i = 0; i < bytes.length; i += 1) bytes[i] = parseInt(SAMPLE.substr(2 * i, 2), 16);
      return new WebAssembly.Module(bytes) instanceof WebAssembly.Module;
    } catch (e) {
      return false;
    }
  }

  function keeps() {
    try {
      var key = 'mingchou-check';
      localStorage.setItem(key, '1');
      var kept = localStorage.getItem(key) === '1';
      localStorage.removeItem(key);
      return kept;
    } catch (e) {
      // Full is not forbidden: the application says which campaign to save or to delete.
      return !!e && /quota/i.test(e.name);
    }
  }

  function missing() {
    var found = [];
    if (typeof WebAssembly !== 'object') found.push('WebAssembly（运行程序）');
    else if (!compiles()) found.push('新版 WebAssembly（SIMD、引用类型，97版以上的内核才有）');
    if (typeof Worker !== 'function' || typeof Blob !== 'function') found.push('后台线程（读取名录）');
    if (!window.crypto || !crypto.getRandomValues) found.push('安全的随机数（封存抽取）');
    if (typeof TextDecoder !== 'function' || typeof Promise !== 'function') found.push('ES2017 脚本');
    if (typeof HTMLDialogElement !== 'function') found.push('对话框');
    if (!('adoptedStyleSheets' in document)) found.push('打印页脚的样式表');
    return found;
  }

  var waiting = null;
  var fit = false;
  var whole = false;
  /** Calls `start` at once, or when the user opens the application all the same, or never. */
  window.mingchouWhenFit = function (start) {
    whole = true;
    if (fit) start();
    else waiting = start;
  };
  /** Shows that the program could not be loaded. */
  window.mingchouFailed = function (error) {
    // It had begun, and broke: that is told already.
    if (!byId('crash').hasAttribute('hidden')) return;
    byId('crash-what').textContent = '没有打开：程序的文件没有读全，或在下载、拷贝时损坏。请刷新；仍不行时请重新拷贝单文件，或请管理员检查服务器上的文件。已保存的内容都在本机，不受影响。';
    byId('crash-text').textContent = String(error);
    hide('crash-backup');
    if (byId('crash')) show('crash');
    console.error(error);
  };

  /** Shows that the program has broken, and lets what is kept be taken away: `mingchou.rescue` (boot/start.js) makes the file. */
  window.mingchouCrashed = function (text) {
    byId('crash-text').textContent += text + '\n';
    var crash = byId('crash');
    if (!crash.hasAttribute('hidden')) return;
    show('crash');
    crash.querySelector('h1').focus();
    var told = byId('crash-told');
    byId('crash-backup').onclick = function (event) {
      event.preventDefault();
      told.textContent = '正在收集本机保存的抽查……';
      var now = new Date();
      var two = function (n) { return (n < 10 ? '-0' : '-') + n; };
      var name = '明抽备份-' + now.getFullYear() + two(now.getMonth() + 1) + two(now.getDate()) + '.json';
      window.mingchou.rescue().then(function (rescued) {
        if (rescued.file) {
          var link = document.createElement('a');
          link.href = URL.createObjectURL(rescued.file);
          link.download = name;
          link.click();
        }
        var saved = rescued.file ? '已存为“' + name + '”，请在下载文件夹中查看，可用首页的“打开备份”恢复。' : '没有可以存为文件的抽查。';
        told.textContent = saved + (rescued.missing ? rescued.missing + '。' : '');
      }, function (error) {
        told.textContent = '没有存成文件。请刷新页面，再在首页“全部存为文件”。';
        byId('crash-text').textContent += error + '\n';
      });
    };
  };
  // The program runs out of memory or of its stack without a word of its own. Nothing else on the page is WebAssembly.
  var trapped = function (error) {
    if (!error || typeof WebAssembly !== 'object' || !WebAssembly.RuntimeError) return;
    var ours = error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /wasm/.test(error.stack));
    if (ours) window.mingchouCrashed(String(error.stack || error));
  };
  addEventListener('error', function (event) { trapped(event.error); });
  addEventListener('unhandledrejection', function (event) { trapped(event.reason); });

  // What calls it is the last script of the page: a page that was cut short does not have it.
  addEventListener('load', function () {
    if (!whole) window.mingchouFailed('the page ends too early');
  });

  /** Whether a page of another site or port shows this one within itself: it could lay its own words over it. */
  function framed() {
    if (window.top === window.self) return false;
    try {
      return window.top.location.origin !== location.origin || location.origin === 'null';
    } catch (e) {
      return true;
    }
  }

  var lacks = missing();
  if (framed()) {
    byId('framed-open').setAttribute('href', location.href);
    show('framed');
  } else if (lacks.length) {
    for (var i = 0; i < lacks.length; i += 1) {
      var item = document.createElement('li');
      item.textContent = lacks[i];
      byId('unfit-lacks').appendChild(item);
    }
    byId('unfit-agent').textContent = navigator.userAgent;
    show('unfit');
  } else if (!keeps()) {
    byId('forgets-open').onclick = function () {
      hide('forgets');
      first();
      fit = true;
      if (waiting) waiting();
    };
    show('forgets');
  } else {
    first();
    fit = true;
  }
})();
