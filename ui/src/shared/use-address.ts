import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** Drawn at once: what is done next, such as sending a question, must not read the choice before. */
const AT_ONCE = { replace: true, flushSync: true } as const;

/** A choice that is kept in the address: `undefined` stands for the default and leaves the address clean. */
export const useAddressText = (name: string): [string | undefined, (value: string | undefined) => void] => {
  const [query, setQuery] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setQuery((current) => {
        const next = new URLSearchParams(current);
        if (value === undefined || value === "") next.delete(name);
        else next.set(name, value);
        return next;
      }, AT_ONCE),
    [name, setQuery],
  );
  return [query.get(name) ?? undefined, set];
};

/** Sets or takes away one filter of a list in the address; the list begins at its first page again. */
export const useAddressFilter = <Name extends string>(): ((
  name: Name,
  value: string | undefined,
) => void) => {
  const [, setQuery] = useSearchParams();
  return useCallback(
    (name, value) =>
      setQuery((current) => {
        const next = new URLSearchParams(current);
        next.delete("after");
        if (value === undefined || value === "") next.delete(name);
        else next.set(name, value);
        return next;
      }, AT_ONCE),
    [setQuery],
  );
};

/** Several texts under one name in the address, each once; `toggle` adds one or takes it away. */
export const useAddressList = (name: string): [readonly string[], (value: string) => void] => {
  const [query, setQuery] = useSearchParams();
  const toggle = useCallback(
    (value: string) =>
      setQuery((current) => {
        const next = new URLSearchParams(current);
        if (next.has(name, value)) next.delete(name, value);
        else next.append(name, value);
        return next;
      }, AT_ONCE),
    [name, setQuery],
  );
  return [[...new Set(query.getAll(name))], toggle];
};

/** One of several choices in the address; what is not among them is taken as the first. */
export const useAddressChoice = <Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): [Choice, (choice: Choice) => void] => {
  const [text, setText] = useAddressText(name);
  const [fallback] = choices;
  const chosen = choices.find((choice) => choice === text) ?? fallback;
  const set = useCallback(
    (choice: Choice) => setText(choice === fallback ? undefined : choice),
    [setText, fallback],
  );
  return [chosen, set];
};
