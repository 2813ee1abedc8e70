import { Navigate, type RouteObject } from "react-router";
import { CrashPage } from "./shell/crash-page.tsx";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { PageLoader } from "./shell/page-loader.tsx";
import { Shell } from "./shell/shell.tsx";

/** Each room is loaded when it is first opened. */
export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <CrashPage />,
    HydrateFallback: PageLoader,
    children: [
      { index: true, element: <Navigate to="/overview" replace /> },
      {
        path: "overview",
        lazy: async () => ({ Component: (await import("./rooms/overview/overview-room.tsx")).OverviewRoom }),
      },
      {
        path: "collect",
        lazy: async () => ({ Component: (await import("./rooms/collect/collect-room.tsx")).CollectRoom }),
      },
      {
        path: "chat",
        lazy: async () => ({ Component: (await import("./rooms/chat/chat-room.tsx")).ChatRoom }),
      },
      {
        path: "map",
        lazy: async () => ({ Component: (await import("./rooms/map/map-room.tsx")).MapRoom }),
      },
      {
        path: "runs",
        lazy: async () => ({ Component: (await import("./rooms/runs/runs-room.tsx")).RunsRoom }),
      },
      {
        path: "runs/:workflowId",
        lazy: async () => ({ Component: (await import("./rooms/runs/run-page.tsx")).RunPage }),
      },
      { path: "*", element: <NotFoundPage /> },
    ],
  },
];
