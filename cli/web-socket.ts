import type { Connect } from './feed.ts';

/** Milliseconds for a handshake. */
const patience = 5_000;

/** Connects to a WebSocket with an API key, which is sent in a header and never as part of the address. */
export const connectTo =
  (url: string, key: string): Connect =>
  ({ onText, onEnd }) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { headers: { authorization: `Bearer ${key}` } });
      const late = setTimeout(() => socket.close(), patience);
      let isOpen = false;
      socket.addEventListener('open', () => {
        isOpen = true;
        clearTimeout(late);
        resolve({ send: (text) => socket.send(text), close: () => socket.close() });
      });
      socket.addEventListener('message', ({ data }) => onText(String(data)));
      socket.addEventListener('close', () => {
        clearTimeout(late);
        if (isOpen) {
          onEnd();
        } else {
          reject(new Error(`${url} did not answer`));
        }
      });
      // Always followed by `close`.
      socket.addEventListener('error', () => undefined);
    });
