/** Light of the camera, which the types of the DOM do not know yet. */
type TorchTrack = {
  readonly getCapabilities?: () => { readonly torch?: boolean };
  readonly applyConstraints: (constraints: {
    readonly advanced: readonly { readonly torch: boolean }[];
  }) => Promise<void>;
};

function torchTrackOf(stream: MediaStream): TorchTrack | null {
  const [track] = stream.getVideoTracks();
  if (track === undefined) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const lit = track as unknown as TorchTrack;
  return lit.getCapabilities?.().torch === true ? lit : null;
}

/** True where the camera has a light that can be switched. */
export function hasTorch(stream: MediaStream): boolean {
  return torchTrackOf(stream) !== null;
}

/** Switches the light; false where it could not be switched. */
export async function switchTorch(stream: MediaStream, isOn: boolean): Promise<boolean> {
  try {
    await torchTrackOf(stream)?.applyConstraints({ advanced: [{ torch: isOn }] });
    return true;
  } catch {
    return false;
  }
}

export type CameraChoice = { readonly key: string; readonly label: string };

/** The cameras of this computer. Their names are known once one of them has been allowed. */
export async function listCameras(): Promise<readonly CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, index) => ({
      key: deviceId,
      label: label === '' ? `Camera ${index + 1}` : label,
    }));
}
