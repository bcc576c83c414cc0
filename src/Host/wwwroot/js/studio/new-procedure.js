// The Studio's dialogs for something new: state machines are not offered, the engine does not run them; and the name that it
// suggests is one in the person's language, of which the Studio hears as if he had typed it.
const UNKNOWN_TO_THE_ENGINE = ['State machine', '状态机'];
const SUGGESTIONS = [
  [/^Workflow (\d+)$/, '流程 $1'],
  [/^(.+) - (?:Duplicate|Save As) of (.+)$/, '$1 - 复制自 $2'],
  [/^Input (\d+)$/, '输入参数 $1'],
  [/^Output (\d+)$/, '输出参数 $1'],
];

// In any other dialog a name is somebody's own.
const NEW = /^(Create|New|Duplicate|Save As|新建|复制副本|另存为)/;

function offerWhatRuns(dialog) {
  for (const option of dialog.querySelectorAll('.workflow-root-template-option')) {
    const name = option.querySelector('.mud-typography-subtitle2')?.textContent.trim();
    if (UNKNOWN_TO_THE_ENGINE.includes(name)) option.hidden = option.inert = true;
  }
}

function suggest(input) {
  const [shape, chinese] = SUGGESTIONS.find(([shape]) => shape.test(input.value)) ?? [];
  if (!shape) return;
  input.value = input.value.replace(shape, chinese);
  for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind, { bubbles: true }));
}

export function tendNewProcedures(root, isChinese) {
  const named = new WeakSet();
  const watch = new MutationObserver(() => {
    for (const dialog of root.querySelectorAll('.mud-dialog')) {
      offerWhatRuns(dialog);
      if (!isChinese || !NEW.test(dialog.querySelector('.mud-dialog-title')?.textContent.trim() ?? '')) continue;
      for (const input of dialog.querySelectorAll('input[type="text"]')) {
        if (!input.value || named.has(input)) continue;
        named.add(input);
        suggest(input);
      }
    }
  });
  watch.observe(root, { childList: true, subtree: true });
}
