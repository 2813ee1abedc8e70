import { Fragment } from "react";
import { answeringOf } from "./answering.ts";
import { baseModelWords } from "./generation-words.ts";
import type { ShownTarget } from "./shown-serving.ts";
import { VersionName } from "./version-name.tsx";

const Names = ({ ids }: { readonly ids: readonly (string | null)[] }) =>
  ids.map((id, index) => (
    <Fragment key={id}>
      {index > 0 && " or "}
      <VersionName id={id} />
    </Fragment>
  ));

/** What answers at a target, in one line: its stable version, or what stands in for it. */
export const AnsweringLine = ({ target, baseModel, idle }: ShownTarget) => {
  const { state, loaded, gateways, instead } = answeringOf(target);
  const stable = <VersionName id={target.stable} />;
  if (idle) return <>{stable} is deployed, but the gateway is set to answer with something else</>;
  if (state === "ready" && target.stable === null) return <>{baseModelWords(baseModel)}</>;
  if (state === "ready") return <>{stable} answers</>;
  if (loaded > 0) {
    return (
      <>
        {stable} answers in {loaded} of {gateways} gateways,{" "}
        {instead.length === 0 ? "nothing" : <Names ids={instead} />} in the rest
      </>
    );
  }
  if (instead.length === 0) return <>nothing answers until {stable} is loaded</>;
  return (
    <>
      <Names ids={instead} /> {state === "failed" ? "answers in place of" : "answers until"} {stable}
      {state === "loading" && " is loaded"}
    </>
  );
};
