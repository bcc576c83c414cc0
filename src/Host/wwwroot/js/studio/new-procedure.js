// The Studio's dialog for a new procedure: state machines are not offered, the engine does not run them; and the name that it
// suggests is one in the person's language, of which the Studio hears as if he had typed it.
const UNKNOWN_TO_THE_ENGINE = ['State machine', '状态机'];
const SUGGESTED = /^Workflow (\d+)$/;

function offerWhatRuns(dialog) {
  for (const option of dialog.querySelectorAll('.workflow-root-template-option')) {
    const name = option.querySelector('.mud-typography-subtitle2')?.textContent.trim();
    if (UNKNOWN_TO_THE_ENGINE.includes(name)) option.hidden = option.inert = true;
  }
}

function suggest(input) {
  if (!SUGGESTED.test(input.value)) return;
  input.value = input.value.replace(SUGGESTED, '流程 $1');
  for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind, { bubbles: true }));
}

export function tendNewProcedures(root, isChinese) {
  const named = new WeakSet();
  const watch = new MutationObserver(() => {
    const dialog = root.querySelector('.mud-dialog:has(.workflow-root-template)');
    if (!dialog) return;
    offerWhatRuns(dialog);
    const input = dialog.querySelector('input[type="text"]');
    if (!isChinese || !input?.value || named.has(input)) return;
    named.add(input);
    suggest(input);
  });
  watch.observe(root, { childList: true, subtree: true });
}
