// Before the first paint, so that a dark screen never flashes white. A file of its own because the
// content security policy refuses inline scripts.
const kept = localStorage.getItem('mantine-color-scheme-value');
const dark =
  kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
