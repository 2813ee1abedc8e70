import { TextInput, type TextInputProps } from "@mantine/core";

interface AuthorFieldProps extends Pick<TextInputProps, "label" | "description" | "error" | "disabled"> {
  readonly value: string;
  readonly onChange: (author: string) => void;
}

/** Whose documents, page or twin it is: any name, also one that is not known yet. */
export const AuthorField = ({ label = "Author", onChange, ...props }: AuthorFieldProps) => (
  <TextInput
    label={label}
    placeholder="Full name"
    maxLength={200}
    onChange={(event) => onChange(event.currentTarget.value)}
    {...props}
  />
);
