// Server-sent events. EventSource resumes by Last-Event-ID, except after an HTTP error; then a new one is opened here.

const MIN_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;

/**
 * Subscribes while the page is visible. A hidden tab holds no connection: a browser allows six per host.
 *
 * @param types the event types to subscribe to
 * @param onEvent called with the data and the type of each event
 * @param onState called with 'live', 'lost' or 'ended'
 * @param hasEnded called after the server closes the stream; true ends the subscription
 * @returns a function that ends the subscription
 */
export function subscribe(path, { types, onEvent, onState = () => {}, hasEnded = () => false }) {
  let source = null;
  let timer = null;
  let pause = MIN_PAUSE_MS;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(path);
    source.onopen = () => {
      pause = MIN_PAUSE_MS;
      onState('live');
    };
    source.onerror = onError;
    types.forEach(type => source.addEventListener(type, event => onEvent(JSON.parse(event.data), type)));
  }

  function onError() {
    if (hasEnded()) {
      close();
      onState('ended');
      return;
    }
    onState('lost');
    if (source?.readyState === EventSource.CLOSED) {
      timer = setTimeout(open, pause);
      pause = Math.min(2 * pause, MAX_PAUSE_MS);
    }
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  const onVisibility = () => (document.hidden ? close() : hasEnded() || open());
  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}
