import { Grid, NativeSelect } from "@mantine/core";
import { AuthorSelect } from "../../shared/author-select.tsx";
import { useAddressChoice, useAddressText } from "../../shared/use-address.ts";
import type { Question } from "./conversation.ts";

const templates = ["answer", "linkedin-post", "article"] as const;
const templateLabels = { answer: "Answer", "linkedin-post": "LinkedIn post", article: "Article" };

const modes = ["hybrid", "dense", "text"] as const;
const modeLabels = { hybrid: "Hybrid", dense: "Meaning", text: "Words" };

/** Whom to ask and how, kept in the address. */
export const useChatOptions = () => {
  const [author, setAuthor] = useAddressText("author");
  const [template, setTemplate] = useAddressChoice("template", templates);
  const [mode, setMode] = useAddressChoice("mode", modes);
  const options: Omit<Question, "prompt"> = { author, template, mode };
  return { options, setAuthor, setTemplate, setMode };
};

/** Chooses the author, what is to be written, and how passages are searched. */
export const ChatOptions = () => {
  const { options, setAuthor, setTemplate, setMode } = useChatOptions();
  return (
    <Grid gap="sm">
      <Grid.Col span={{ base: 12, xs: 4 }}>
        <AuthorSelect label="Author" author={options.author} onChange={setAuthor} />
      </Grid.Col>
      <Grid.Col span={{ base: 6, xs: 4 }}>
        <NativeSelect
          label="Write"
          value={options.template}
          data={templates.map((value) => ({ value, label: templateLabels[value] }))}
          onChange={({ currentTarget: { value } }) =>
            setTemplate(templates.find((choice) => choice === value) ?? "answer")
          }
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, xs: 4 }}>
        <NativeSelect
          label="Search by"
          value={options.mode}
          data={modes.map((value) => ({ value, label: modeLabels[value] }))}
          onChange={({ currentTarget: { value } }) =>
            setMode(modes.find((choice) => choice === value) ?? "hybrid")
          }
        />
      </Grid.Col>
    </Grid>
  );
};
