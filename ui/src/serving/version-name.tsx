import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";

/** How people call what answers where no version does. */
export const BASE_MODEL = "the base model";

/** What answers: a version with the way to its page, or the base model (`null`). */
export const VersionName = ({ id }: { readonly id: string | null }) =>
  id === null ? (
    <Text span inherit>
      {BASE_MODEL}
    </Text>
  ) : (
    <Anchor
      component={Link}
      to={`/models/${encodeURIComponent(id)}`}
      inherit
      underline="always"
      style={{ overflowWrap: "anywhere" }}
    >
      {id}
    </Anchor>
  );
