// Requests to the orchestrator, the only host of this page.

const TIMEOUT_MS = 40_000;

/** A problem document (RFC 9457). Status 0: there was no reply. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? (status ? `HTTP ${status}` : 'no reply'));
    this.status = status;
    this.body = body;
  }
}

export async function call(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
  } catch (error) {
    throw new Problem(0, { detail: error.message });
  }
  const data = await read(response);
  if (!response.ok) {
    throw new Problem(response.status, data);
  }
  return data;
}

async function read(response) {
  const text = await response.text();
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

const purchasePath = id => `/purchases/${encodeURIComponent(id)}`;

export const purchase = id => call('GET', purchasePath(id));
export const purchases = query => call('GET', `/purchases?${query}`);
export const command = (id, name, reason) =>
  call('POST', `${purchasePath(id)}/${name}`, { reason }, { Prefer: 'respond-async' });
export const buy = order => call('POST', '/purchases', order, { Prefer: 'respond-async' });
export const flow = () => call('GET', '/flows/purchase');
export const services = () => call('GET', '/services');
export const catalogue = () => call('GET', '/catalogue');
export const audit = () => call('POST', '/dashboard/audit');
export const load = (method, body) => call(method, '/load', body);

const faultsPath = service => `/services/${encodeURIComponent(service)}/faults`;

export const arm = (service, fault) => call('POST', faultsPath(service), fault);
/** Clears one fault of a service, or without an id all. */
export const clear = (service, id) => call('DELETE', faultsPath(service) + (id ? `/${encodeURIComponent(id)}` : ''));

/** The BPMN diagram of the flow, or null if there is none. */
export async function diagram(version) {
  const path = version ? `/flows/purchase/versions/${version}.bpmn` : '/flows/purchase.bpmn';
  const response = await fetch(path, { headers: { Accept: 'application/xml, */*' } }).catch(() => null);
  return response?.ok ? response.text() : null;
}
