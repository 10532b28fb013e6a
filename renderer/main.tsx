import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { queryClient } from './client/use-operation.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { keepBackInside } from './keep-back-inside.ts';
import { watchScanner } from './scanning/watch-scanner.ts';
import { watchSession } from './session/watch-session.ts';
import { watchKeeping } from './storage/watch-keeping.ts';
import { prepareDocument } from './ui/prepare-document.ts';

function start(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no root element');
  prepareDocument(document, localStorage);
  watchScanner();
  watchSession();
  watchKeeping();
  keepBackInside();
  createRoot(root).render(
    <StrictMode>
      <I18nProvider locale="en-US">
        <QueryClientProvider client={queryClient}>
          <ErrorBoundary>
            <App />
          </ErrorBoundary>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

start();
