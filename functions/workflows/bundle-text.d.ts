/** Files of the Airflow bundle are bundled as text (esbuild's loader `text` for `.py` and `.airflowignore`). */
declare module '*.py' {
  const text: string;
  export default text;
}
declare module '*.airflowignore' {
  const text: string;
  export default text;
}
