import classes from './logo.module.css';

export function Logo() {
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden>
        <rect width="32" height="32" rx="9" fill="#1f6b54" />
        <path
          d="M10 8v16h12"
          fill="none"
          stroke="#fff"
          strokeWidth="3.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="21" cy="12" r="3" fill="#f2b84b" />
      </svg>
      LEO Bizdev
    </span>
  );
}
