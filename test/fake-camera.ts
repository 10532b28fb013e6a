import { writeFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES_EMPTY = 10;
const FRAMES_SHOWN = 20;

/** A grey desk, unevenly lit. */
function desk(): Sharp {
  const light = `<svg width="${WIDTH}" height="${HEIGHT}"><defs><linearGradient id="l" x2="1" y2="1">
    <stop offset="0" stop-color="#d0d0d0"/><stop offset="1" stop-color="#707070"/>
    </linearGradient></defs><rect width="100%" height="100%" fill="url(#l)"/></svg>`;
  return sharp(Buffer.from(light));
}

/** The label as a person holds it before a camera: turned, not quite sharp, and in half shadow. */
async function heldLabel(label: Uint8Array): Promise<Buffer> {
  const turned = await sharp(label)
    .resize({ width: 620 })
    .flatten({ background: '#ffffff' })
    .rotate(7, { background: '#9a9a9a' })
    .blur(0.7)
    .modulate({ brightness: 0.8 })
    .png()
    .toBuffer();
  return desk()
    .composite([{ input: turned, gravity: 'centre' }])
    .png()
    .toBuffer();
}

/** One picture as YUV 4:2:0 without colour. */
async function frameOf(picture: Buffer): Promise<Buffer> {
  const grey = await sharp(picture).resize(WIDTH, HEIGHT).greyscale().raw().toBuffer();
  return Buffer.concat([Buffer.from('FRAME\n'), grey, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
}

/**
 * A film that Chromium plays as its camera, over and over: an empty desk for a second, then a label for two.
 * Answers the arguments to start it with; whoever asks for the camera gets it.
 */
export async function cameraPlaying(label: Uint8Array, file: string): Promise<readonly string[]> {
  const empty = await frameOf(await desk().png().toBuffer());
  const held = await frameOf(await heldLabel(label));
  const frames = [
    ...Array.from({ length: FRAMES_EMPTY }, () => empty),
    ...Array.from({ length: FRAMES_SHOWN }, () => held),
  ];
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(file, Buffer.concat([header, ...frames]));
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}
