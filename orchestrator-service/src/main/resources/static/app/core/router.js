// Routes behind the '#': each screen and each purchase has its own address.

/** `#/purchases/abc?status=UNDONE` as the parts of its path and its query. */
export function currentRoute() {
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

export const purchaseUrl = id => `#/purchases/${encodeURIComponent(id)}`;

export function purchasesUrl(query) {
  const text = query.toString();
  return text ? `#/purchases?${text}` : '#/purchases';
}

export const navigate = hash => {
  location.hash = hash;
};
