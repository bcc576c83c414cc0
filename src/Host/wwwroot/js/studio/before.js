// Runs before the Studio: its dates and pager follow the page's language, and where it only changes the address, the page goes there.
(() => {
  const isChinese = document.documentElement.lang.startsWith('zh');
  localStorage.setItem('BlazorCulture', isChinese ? 'zh-Hans' : 'en-US');

  const push = history.pushState;
  history.pushState = function (state, title, url) {
    const target = url && new URL(url, document.baseURI);
    if (target && target.origin === location.origin && target.pathname !== location.pathname) location.assign(target);
    else push.call(this, state, title, url);
  };

  // A script or style sheet of the Studio that does not arrive is reported only here.
  addEventListener('error', event => {
    if (event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement) document.documentElement.dataset.studioFailed = '';
  }, true);
})();
