import { Flashlight, FlashlightOff, Keyboard } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { type CameraChoice, hasTorch, listCameras, switchTorch } from './camera-controls.ts';

export type CameraControlsProps = {
  readonly stream: MediaStream;
  readonly deviceId: string | undefined;
  readonly onDevice: (deviceId: string) => void;
  readonly onType: () => void;
};

function useCameras(): readonly CameraChoice[] {
  const [cameras, setCameras] = useState<readonly CameraChoice[]>([]);
  useEffect(() => {
    let isGone = false;
    listCameras().then(
      (found) => !isGone && setCameras(found),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return cameras;
}

/** Which camera, its light, and the way to type instead. */
export function CameraControls({ stream, deviceId, onDevice, onType }: CameraControlsProps) {
  const cameras = useCameras();
  const [isLit, setLit] = useState(false);
  const [track] = stream.getVideoTracks();
  const current = deviceId ?? track?.getSettings().deviceId ?? null;
  return (
    <div className="scan-camera__controls">
      {cameras.length > 1 && (
        <SelectField label="Camera" options={cameras} value={current} onChange={onDevice} />
      )}
      {hasTorch(stream) && (
        <Button
          icon={isLit ? FlashlightOff : Flashlight}
          onPress={() => {
            void switchTorch(stream, !isLit).then((isDone) => isDone && setLit(!isLit));
          }}
        >
          {isLit ? 'Light off' : 'Light on'}
        </Button>
      )}
      <Button icon={Keyboard} onPress={onType}>
        Type the label
      </Button>
    </div>
  );
}
