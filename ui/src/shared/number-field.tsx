import { NumberInput, type NumberInputProps } from "@mantine/core";
import type { NumberText } from "./number-text.ts";

interface NumberFieldProps extends Pick<NumberInputProps, "label" | "description" | "min" | "maw"> {
  readonly value: NumberText;
  readonly max: number;
  readonly onChange: (value: NumberText) => void;
}

/** A whole number from 1 on, unless `min` says otherwise. */
export const NumberField = (props: NumberFieldProps) => (
  <NumberInput min={1} allowDecimal={false} {...props} />
);
