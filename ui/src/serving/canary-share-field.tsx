import { NumberField } from "../shared/number-field.tsx";
import type { NumberText } from "../shared/number-text.ts";

interface CanaryShareFieldProps {
  /** In percent. */
  readonly value: NumberText;
  readonly onChange: (percent: NumberText) => void;
}

/** What share of the requests a new version answers while it is on trial. */
export const CanaryShareField = (props: CanaryShareFieldProps) => (
  <NumberField
    label="Share of the requests at first, in %"
    description="What the new version answers before it takes over."
    max={100}
    {...props}
  />
);
