import { useEffect, useState } from "react";
import { formatExactTime, formatRelativeTime } from "./format.ts";

const REFRESH_MS = 20_000;

const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** A time as people say it; the exact one shows on hover. `iso` is an ISO 8601 time. */
export const RelativeTime = ({ iso }: { readonly iso: string }) => {
  const now = useNow();
  const time = new Date(iso);
  return (
    <time dateTime={iso} title={formatExactTime(time)}>
      {formatRelativeTime(time, now)}
    </time>
  );
};
