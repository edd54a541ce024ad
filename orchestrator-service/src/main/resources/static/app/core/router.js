// Addresses behind the '#': each screen, and each purchase, has one to share.

/** `#/purchases/abc?status=UNDONE` as its path's parts and its query. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { parts: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const toPurchase = id => `#/purchases/${encodeURIComponent(id)}`;

export function toPurchases(query) {
  const text = query.toString();
  return text ? `#/purchases?${text}` : '#/purchases';
}

export const go = hash => {
  location.hash = hash;
};
