import { PAGE_BYTES } from '../main/platform/page-store/page-files.ts';
import { bytes, type Files, outcome } from './posix-files.ts';

const GIB = 2 ** 30;

/** Each does a few operations and answers what it saw. */
export const corners: Readonly<Record<string, (files: Files) => unknown>> = {
  'a rename replaces the file that stands there': (files) => {
    files.writeFile('/old', bytes(100));
    files.writeFile('/new', bytes(20_000, 2));
    files.rename('/old', '/new');
    const descriptor = files.open('/new');
    const content = files.read(descriptor, 200, 0).toString('hex');
    files.close(descriptor);
    return [outcome(() => files.size('/old')), files.size('/new'), content, files.readdir('/')];
  },
  'a rename onto itself changes nothing': (files) => {
    files.writeFile('/same', bytes(10));
    files.rename('/same', '/same');
    return [files.readdir('/'), files.size('/same')];
  },
  'a replaced file stays readable where it is open': (files) => {
    files.writeFile('/old', bytes(100, 3));
    files.writeFile('/new', bytes(100, 4));
    const descriptor = files.open('/new');
    files.rename('/old', '/new');
    const content = files.read(descriptor, 100, 0).toString('hex');
    files.close(descriptor);
    return content;
  },
  'an unlinked file stays readable and writable until it is closed': (files) => {
    files.writeFile('/gone', bytes(PAGE_BYTES * 3));
    const descriptor = files.open('/gone');
    files.unlink('/gone');
    files.write(descriptor, bytes(10, 9), PAGE_BYTES);
    const content = files.read(descriptor, 50, PAGE_BYTES - 5).toString('hex');
    files.close(descriptor);
    return [content, files.readdir('/'), outcome(() => files.size('/gone'))];
  },
  'a new file may take the name of one that is unlinked but open': (files) => {
    files.writeFile('/name', bytes(50, 5));
    const descriptor = files.open('/name');
    files.unlink('/name');
    files.writeFile('/name', bytes(60, 6));
    const content = files.read(descriptor, 100, 0).toString('hex');
    files.close(descriptor);
    return [content, files.size('/name')];
  },
  'a write far behind the end leaves a hole of zeros': (files) => {
    files.writeFile('/hole', bytes(10));
    const descriptor = files.open('/hole');
    files.write(descriptor, bytes(5, 7), 5 * PAGE_BYTES + 3);
    const seen = files.read(descriptor, 30, 5 * PAGE_BYTES - 10).toString('hex');
    files.close(descriptor);
    return [files.size('/hole'), seen];
  },
  'a truncated file grows again with zeros, not with what it had': (files) => {
    files.writeFile('/cut', bytes(3 * PAGE_BYTES));
    files.truncate('/cut', PAGE_BYTES + 100);
    files.truncate('/cut', 3 * PAGE_BYTES);
    const descriptor = files.open('/cut');
    const seen = files.read(descriptor, 200, PAGE_BYTES + 50).toString('hex');
    files.close(descriptor);
    return [files.size('/cut'), seen];
  },
  'a file cut to nothing and written again has only the new content': (files) => {
    files.writeFile('/again', bytes(2 * PAGE_BYTES));
    files.truncate('/again', 0);
    const descriptor = files.open('/again');
    files.write(descriptor, bytes(3, 8), PAGE_BYTES);
    const seen = files.read(descriptor, 2 * PAGE_BYTES, 0).toString('hex');
    files.close(descriptor);
    return seen;
  },
  'reading at and behind the end gives nothing': (files) => {
    files.writeFile('/short', bytes(10));
    const descriptor = files.open('/short');
    const seen = [5, 10, 11, 100_000].map((at) => files.read(descriptor, 10, at).length);
    files.close(descriptor);
    return seen;
  },
  'bytes behind 2 GiB are kept where they were written': (files) => {
    files.writeFile('/large', bytes(1));
    const descriptor = files.open('/large');
    files.write(descriptor, bytes(100, 11), 3 * GIB + 17);
    const seen = files.read(descriptor, 120, 3 * GIB).toString('hex');
    files.close(descriptor);
    return [files.size('/large'), seen];
  },
  'folders are renamed with all that is in them': (files) => {
    files.mkdir('/a');
    files.mkdir('/a/b');
    files.writeFile('/a/b/file', bytes(30));
    files.rename('/a', '/z');
    return [files.readdir('/'), files.readdir('/z/b'), files.size('/z/b/file')];
  },
  'a folder replaces an empty folder': (files) => {
    files.mkdir('/a');
    files.writeFile('/a/file', bytes(3));
    files.mkdir('/empty');
    files.rename('/a', '/empty');
    return [files.readdir('/'), files.readdir('/empty')];
  },
  'what POSIX refuses is refused by the same name': (files) => {
    files.mkdir('/full');
    files.writeFile('/full/file', bytes(1));
    files.mkdir('/other');
    files.writeFile('/file', bytes(1));
    const attempts: readonly (() => unknown)[] = [
      () => files.rmdir('/full'),
      () => files.rmdir('/file'),
      () => files.rmdir('/missing'),
      () => files.mkdir('/full'),
      () => files.mkdir('/missing/child'),
      () => files.mkdir('/file/child'),
      () => files.unlink('/missing'),
      () => files.open('/missing'),
      () => files.rename('/missing', '/x'),
      () => files.rename('/file', '/missing/x'),
      () => files.rename('/file', '/other'),
      () => files.rename('/other', '/file'),
      () => files.rename('/other', '/full'),
      () => files.rename('/full', '/full/inside'),
      () => files.truncate('/missing', 0),
      () => files.truncate('/other', 0),
      () => files.readdir('/missing'),
      () => files.readdir('/file'),
      () => files.read(987_654, 1, 0),
    ];
    return attempts.map(outcome);
  },
  'permissions are kept through a rename': (files) => {
    files.writeFile('/file', bytes(1));
    files.chmod('/file', 0o640);
    files.rename('/file', '/renamed');
    return files.permissions('/renamed');
  },
};
