/** Two overlapping speech bubbles, one for the author and one for the twin. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path fill="#4c6ef5" d="M3 5h17a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H10l-5 4v-4H3a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z"/>
<path fill="#12b886" d="M25 12h4a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-2v4l-5-4h-8a2 2 0 0 1-2-2v-3h9a4 4 0 0 0 4-4z"/>
</svg>
`;
