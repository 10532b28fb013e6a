/** The only IPC channels between window and main. */
export const CHANNELS = {
  send: 'caretrail:send',
  putBytes: 'caretrail:bytes-put',
  getBytes: 'caretrail:bytes-get',
  saveBytes: 'caretrail:bytes-save',
  copyBriefly: 'caretrail:copy-briefly',
  event: 'caretrail:event',
} as const;
