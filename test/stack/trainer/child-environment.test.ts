import { describe, expect, it } from "vitest";
import { childEnvironment, withoutSecrets } from "../../../stack/trainer/child-environment.ts";
import { cpuThreads } from "../../../stack/trainer/hardware.ts";

describe("the trainer's variables", () => {
  it("have none of our secrets, but the user's own tokens", () => {
    const environment = { MONGODB_URI: "mongodb://…", HF_TOKEN: "hf_1", PATH: "/bin" };
    const env = childEnvironment({ environment, withheld: ["MONGODB_URI"], sources: "/src", threads: 3 });
    expect(env).toMatchObject({ HF_TOKEN: "hf_1", PATH: "/bin", PYTHONPATH: "/src", OMP_NUM_THREADS: "3" });
    expect(env).not.toHaveProperty("MONGODB_URI");
  });

  it("leave the number of threads to the user, and to a GPU machine", () => {
    const own = { OMP_NUM_THREADS: "8" };
    expect(childEnvironment({ environment: own, withheld: [], sources: "", threads: 1 })).toMatchObject(own);
    const gpu = childEnvironment({ environment: {}, withheld: [], sources: "", threads: undefined });
    expect(gpu).not.toHaveProperty("OMP_NUM_THREADS");
  });

  it("are blanked out of messages where they are secret", () => {
    const environment = { WANDB_API_KEY: "0123456789abcdef", SHORT_KEY: "abc", HOME: "/home/ada" };
    expect(withoutSecrets("key 0123456789abcdef of /home/ada: abc", environment)).toBe(
      "key … of /home/ada: abc",
    );
  });
});

it.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [16, 15],
])("computes with %i cores on %i threads", (cores, threads) => {
  expect(cpuThreads(cores)).toBe(threads);
});
