import { Center, Loader } from "@mantine/core";

/** Shown while a room's code is fetched. */
export const PageLoader = () => (
  <Center mih="50vh">
    <Loader aria-label="Loading" />
  </Center>
);
