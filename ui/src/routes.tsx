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
      {
        path: "approvals",
        lazy: async () => ({
          Component: (await import("./rooms/approvals/approvals-room.tsx")).ApprovalsRoom,
        }),
      },
      {
        path: "approvals/:workflowId",
        lazy: async () => ({ Component: (await import("./rooms/approvals/approval-page.tsx")).ApprovalPage }),
      },
      {
        path: "models",
        lazy: async () => ({ Component: (await import("./rooms/models/models-room.tsx")).ModelsRoom }),
      },
      {
        path: "models/compare",
        lazy: async () => ({ Component: (await import("./rooms/models/compare-page.tsx")).ComparePage }),
      },
      {
        path: "models/:version",
        lazy: async () => ({ Component: (await import("./rooms/models/model-page.tsx")).ModelPage }),
      },
      {
        path: "datasets",
        lazy: async () => ({ Component: (await import("./rooms/datasets/datasets-room.tsx")).DatasetsRoom }),
      },
      {
        path: "datasets/:id",
        lazy: async () => ({ Component: (await import("./rooms/datasets/dataset-page.tsx")).DatasetPage }),
      },
      { path: "*", element: <NotFoundPage /> },
    ],
  },
];
