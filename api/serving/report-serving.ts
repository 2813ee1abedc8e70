import type { ServingReport, ServingState } from "../../domain/deployment/serving.ts";
import type { Registry } from "../../stores/registry.ts";
import type { Slot } from "./slot.ts";

export interface ReporterOptions {
  readonly registry: Pick<Registry, "reportServing">;
  /** A name that no other gateway has. */
  readonly instance: string;
  /** The time of day. */
  readonly now: () => Date;
  /** Milliseconds after which a report is sent although nothing has changed, as a sign of life. */
  readonly repeatMs: number;
}

/** Says how the versions of this gateway get on, when it has changed and every few seconds. */
export const createReporter = ({ registry, instance, now, repeatMs }: ReporterOptions) => {
  const sent = new Map<string, { readonly content: string; readonly at: number }>();

  const send = async (content: Omit<ServingReport, "reportedAt">): Promise<void> => {
    const text = JSON.stringify(content);
    const at = now();
    const last = sent.get(content.version);
    if (last?.content === text && at.getTime() - last.at < repeatMs) return;
    await registry.reportServing({ ...content, reportedAt: at.toISOString() });
    sent.set(content.version, { content: text, at: at.getTime() });
  };

  return async (
    { target, revision }: ServingState,
    { slots, answering }: { readonly slots: readonly Slot[]; readonly answering: string | undefined },
  ): Promise<void> => {
    for (const { version, status, tally } of slots) {
      const { requests, errors, latencyMs, msPerToken } = tally.read();
      const counts = { requests, errors, latencyMs, msPerToken: [...msPerToken] };
      const answers = version === answering;
      await send({ target, instance, version, revision, answers, ...status(), ...counts });
    }
  };
};
