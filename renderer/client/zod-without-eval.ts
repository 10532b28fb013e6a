import { config } from 'zod';

// The content security policy lets no text become code. Zod would try, and be reported, when the
// first schema is made; so this stands before every import that makes one.
config({ jitless: true });
