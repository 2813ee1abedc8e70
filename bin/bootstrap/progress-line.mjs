/** Milliseconds between two lines where nothing can be overwritten. */
const PLAIN_INTERVAL = 10_000;
const TERMINAL_INTERVAL = 500;

/**
 * Shows a text that changes while something goes on: in place on a terminal, now and then as a line elsewhere. Writes
 * to standard error, so that standard output stays a command's own.
 *
 * @param {() => string} text
 * @param {NodeJS.WriteStream} [stream]
 */
export const progressLine = (text, stream = process.stderr) => {
  const began = performance.now();
  const line = () => `${text()} (${Math.round((performance.now() - began) / 1000)} s)`;
  const show = () => stream.write(stream.isTTY ? `\r\u001b[K${line()}` : `${line()}\n`);
  show();
  const timer = setInterval(show, stream.isTTY ? TERMINAL_INTERVAL : PLAIN_INTERVAL);
  return {
    stop: () => {
      clearInterval(timer);
      show();
      if (stream.isTTY) stream.write("\n");
    },
  };
};
