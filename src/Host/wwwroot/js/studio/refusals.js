// The Studio tells what the host refuses only where it saves a procedure. Everywhere else a refusal looks to it like a fault of its
// own, and what a bulk action has left out it passes over. The host's sentences are shown here, in place of "something went wrong".
const API = '/elsa/api/';
const TOLD_BY_THE_STUDIO = ['workflow-definitions', 'workflow-definitions/import'];
const LEFT_OUT = 'bulk-actions/';

function changeOf(request, options) {
  const method = options?.method ?? request.method ?? 'GET';
  const path = new URL(request.url ?? request, document.baseURI).pathname;
  return method === 'GET' || !path.startsWith(API) ? null : path.slice(API.length);
}

/** @param box Where the sentences stand, with a list and a button; hidden while there are none. */
export function tellRefusals(box, host = window) {
  const list = box.querySelector('ul');
  const call = host.fetch;
  let isPartly = false;                // something of a bulk action was done, which the list does not show yet

  async function tell(answer, path) {
    const { errors } = await answer.json().catch(() => ({}));
    if (!Array.isArray(errors) || errors.length === 0) return;
    isPartly ||= path.startsWith(LEFT_OUT);
    list.replaceChildren(...errors.map(sentence => Object.assign(document.createElement('li'), { textContent: sentence })));
    box.hidden = false;
  }

  host.fetch = async function (request, options) {
    const answer = await call.call(this, request, options);
    const path = changeOf(request, options);
    if (path && !TOLD_BY_THE_STUDIO.includes(path) && (answer.status === 400 || path.startsWith(LEFT_OUT))) await tell(answer.clone(), path);
    return answer;
  };

  box.querySelector('button').addEventListener('click', () => {
    if (isPartly) return location.reload();
    box.hidden = true;
    document.getElementById('blazor-error-ui').style.removeProperty('display');
  });
}
