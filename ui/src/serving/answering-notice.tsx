import { Alert, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ServingTarget } from "../api/generated/index.ts";
import { answeringOf } from "./answering.ts";

/** Why a target's stable version does not answer, and what to do; nothing while it answers or is on its way. */
export const AnsweringNotice = ({ target }: { readonly target: ServingTarget }) => {
  const { state, reasons } = answeringOf(target);
  if (state !== "failed") return null;
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={target.stable === null ? "The base model cannot be loaded" : `${target.stable} cannot be loaded`}
    >
      {reasons.length === 1 ? (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {reasons[0]}
        </Text>
      ) : (
        <List size="sm" style={{ overflowWrap: "anywhere" }}>
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm" mt={4}>
        It is tried again every few seconds. Mend what is named here, or{" "}
        {target.stable === null ? "deploy a version" : "roll back or deploy another version"}.
      </Text>
    </Alert>
  );
};
