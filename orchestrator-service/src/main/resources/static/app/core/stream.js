// Server-sent events. EventSource itself resumes by Last-Event-ID; what it gives up (an HTTP error) is begun anew here.

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Listens while the page is seen: a hidden tab holds no connection, of which a browser has only six.
 *
 * @param types the events to hear
 * @param heard called with each event's data and type
 * @param state called with 'live', 'lost' or 'over'
 * @param isOver asked after the server has ended the stream
 */
export function listen(path, { types, heard, state = () => {}, isOver = () => false }) {
  let source = null;
  let timer = null;
  let pause = FIRST_PAUSE_MS;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(path);
    source.onopen = () => {
      pause = FIRST_PAUSE_MS;
      state('live');
    };
    source.onerror = failed;
    types.forEach(type => source.addEventListener(type, event => heard(JSON.parse(event.data), type)));
  }

  function failed() {
    if (isOver()) {
      close();
      state('over');
      return;
    }
    state('lost');
    if (source?.readyState === EventSource.CLOSED) {
      timer = setTimeout(open, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  const seen = () => (document.hidden ? close() : isOver() || open());
  document.addEventListener('visibilitychange', seen);
  seen();
  return () => {
    document.removeEventListener('visibilitychange', seen);
    close();
  };
}
