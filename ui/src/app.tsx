import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import type { Api } from "./api/api.ts";
import { ApiProvider } from "./api/api-context.tsx";
import { ApiError } from "./api/api-error.ts";
import type { ApiKey } from "./api/api-key.ts";
import { ConversationProvider } from "./rooms/chat/conversation-context.tsx";
import { routes } from "./routes.tsx";
import { ApiKeyPrompt } from "./shell/api-key-prompt.tsx";
import { cssVariables, theme } from "./theme.ts";

const MAX_RETRIES = 2;

/** Asking again helps where nothing answered or a part was down, not where the request was wrong. */
const retry = (failures: number, error: Error): boolean =>
  failures < MAX_RETRIES && !(error instanceof ApiError && error.status >= 400 && error.status < 500);

const createQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { retry, retryDelay: 500, networkMode: "always" } } });

/** The app with everything it needs around it. */
export const App = ({ api, apiKey }: { readonly api: Api; readonly apiKey: ApiKey }) => {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createBrowserRouter(routes));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="top-right" />
      <QueryClientProvider client={queryClient}>
        <ApiProvider value={api}>
          <ConversationProvider>
            <RouterProvider router={router} />
          </ConversationProvider>
          <ApiKeyPrompt apiKey={apiKey} />
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
};
