import { createTheme, type MantineColorsTuple } from '@mantine/core';

// One accent (pine), warm greys, and four colours that only ever mean a state.
const pine: MantineColorsTuple = [
  '#eff7f3',
  '#dcede5',
  '#b6dac9',
  '#8cc5ab',
  '#66b190',
  '#45997a',
  '#2d8266',
  '#1f6b54',
  '#195544',
  '#123f33',
];
const gray: MantineColorsTuple = [
  '#f9f9f8',
  '#f3f3f1',
  '#e9e9e6',
  '#dddcd8',
  '#bdbcb7',
  '#8e8d88',
  '#676661',
  '#4a4945',
  '#2f2e2b',
  '#1b1a18',
];
const dark: MantineColorsTuple = [
  '#dedfe1',
  '#b4b7bc',
  '#9498a0',
  '#6b7079',
  '#3b3f46',
  '#2e3238',
  '#202328',
  '#17191d',
  '#121417',
  '#0c0d0f',
];

export const theme = createTheme({
  colors: { pine, gray, dark },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#1b1a18',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.55', xl: '1.5' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35, blur: 2 } } },
    Tooltip: {
      defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } },
    },
    Anchor: { defaultProps: { underline: 'always' } },
    Badge: { defaultProps: { radius: 'sm' }, styles: { label: { textTransform: 'none' } } },
  },
});
