import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { ModelDetail } from "../../api/generated/index.ts";
import { DeployForm } from "./deploy-form.tsx";

/** Puts a version behind the stable address, after asking where, and how it is to be tried. */
export const DeployButton = ({ model }: { readonly model: ModelDetail }) => {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Deploy …</Button>
      <Modal
        opened={asking}
        onClose={close}
        title={`Deploy ${model.id}`}
        closeButtonProps={{ "aria-label": "Close" }}
        centered
      >
        <DeployForm model={model} onClose={close} />
      </Modal>
    </>
  );
};
