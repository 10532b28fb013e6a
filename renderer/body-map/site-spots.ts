import type { BodyView } from '../../shared/wounds/wound.ts';

export type DrawingName = 'front' | 'back' | 'sole' | 'top';

/** Where a site lies in a drawing; what reaches beyond the outline is cut off. */
export type Spot = {
  readonly drawing: DrawingName;
  /** Closed, of absolute points, on the right of the picture; for a midline site across the middle. */
  readonly path: string;
  /** False for what lies over another site, or would be too thin to press. */
  readonly isPressable: boolean;
};

type Spots = Readonly<Partial<Record<BodyView, readonly Spot[]>>>;

type HalfSize = readonly [width: number, height: number];

function oval(x: number, y: number, [halfWidth, halfHeight]: HalfSize): string {
  const [bend, rise] = [halfWidth * 0.55, halfHeight * 0.55];
  const [left, right, top, bottom] = [x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight];
  return [
    `M ${x} ${top} C ${x + bend} ${top} ${right} ${y - rise} ${right} ${y}`,
    `C ${right} ${y + rise} ${x + bend} ${bottom} ${x} ${bottom}`,
    `C ${x - bend} ${bottom} ${left} ${y + rise} ${left} ${y}`,
    `C ${left} ${y - rise} ${x - bend} ${top} ${x} ${top} Z`,
  ].join(' ');
}

const at =
  (drawing: DrawingName, isPressable = true) =>
  (path: string): Spot => ({ drawing, path, isPressable });
const onFront = at('front');
const onBack = at('back');
const onSole = at('sole');
const onTop = at('top');
/** Shown when it is chosen, and chosen in the list. */
const underFront = at('front', false);
const underBack = at('back', false);
const underSole = at('sole', false);
const underTop = at('top', false);

/** What looks alike from the front and from the back. */
function bothWays(path: string): Spots {
  return { front: [onFront(path)], back: [onBack(path)] };
}

const EAR = 'M 129.4 36 L 138 36 L 138 53 L 129.4 53 Z';
const HEAD_SIDE = 'M 122 6 L 138 6 L 138 34 L 126 34 Z';
const SHOULDER = 'M 144 84 L 174 84 L 174 122 L 155 122 L 152 104 Z';
const FLANK = 'M 143 152 L 154 152 L 154 202 L 143 202 L 139 188 Z';
const TROCHANTER = 'M 142 222 L 156 222 L 156 248 L 142 246 Z';
const THIGH_SIDE = 'M 145 248 L 156 248 L 146 318 L 137 318 Z';
const KNEE = 'M 110 318 L 148 318 L 146 356 L 112 356 Z';
const LEG_MEDIAL = 'M 110 356 L 121.6 356 L 121 424 L 110 424 Z';
const LEG_LATERAL = 'M 133.6 356 L 150 356 L 148 424 L 131.4 424 Z';
const ANKLE_LATERAL = 'M 130.4 424 L 142 424 L 142 438 L 130.4 438 Z';
const ANKLE_MEDIAL = 'M 110 424 L 121.6 424 L 121.6 438 L 110 438 Z';
const LATERAL_KNOB = oval(189, 52, [9, 12]);
const MEDIAL_KNOB = oval(135, 48, [9, 12]);

const HEAD_AND_TRUNK: Readonly<Record<string, Spots>> = {
  scalp: {
    front: [onFront('M 113 4 L 138 4 L 138 28 L 113 28 Z')],
    back: [onBack('M 113 4 L 138 4 L 138 34 L 113 34 Z')],
    side: [underFront(HEAD_SIDE)],
  },
  face: {
    front: [onFront('M 113 28 L 129.4 28 L 129.4 67 L 113 67 Z')],
    side: [underFront('M 121 28 L 129.4 28 L 129.4 62 L 121 66 Z')],
  },
  nose: { front: [onFront(oval(110, 43.6, [4, 5.4]))] },
  chin: { front: [onFront(oval(110, 62, [7, 4.6]))] },
  occiput: { back: [onBack(oval(110, 46, [14, 12]))] },
  ear: { front: [onFront(EAR)], back: [onBack(EAR)], side: [underFront(EAR)] },
  neck: {
    ...bothWays('M 113 67 L 128 67 L 128 86 L 113 86 Z'),
    side: [underFront('M 118 67 L 128 67 L 130 87 L 118 84 Z')],
  },
  chest: { front: [onFront('M 113 86 L 146 86 L 154 106 L 154 128 L 152 152 L 113 152 Z')] },
  breast: { front: [onFront(oval(131.5, 121, [15, 14]))] },
  axilla: { front: [onFront(oval(153, 123, [4.6, 8]))] },
  abdomen: { front: [onFront('M 113 152 L 143 152 L 139 188 L 143 212 L 127 228 L 113 232 Z')] },
  upperBack: { back: [onBack('M 113 86 L 147 86 L 154 106 L 154 128 L 152 152 L 113 152 Z')] },
  lowerBack: { back: [onBack('M 113 152 L 143 152 L 139 188 L 142 198 L 113 198 Z')] },
  scapula: {
    back: [
      onBack('M 122 101 L 150 104 C 144 122 138 132 129.4 139 C 123.6 126 121.4 112 122 101 Z'),
    ],
  },
  flank: { ...bothWays(FLANK), side: [underFront(FLANK)] },
};

const PELVIS: Readonly<Record<string, Spots>> = {
  buttock: { back: [onBack('M 112 206 L 154 212 L 154 238 C 142 254 120 254 110 240 Z')] },
  sacrum: { back: [onBack('M 97 199 L 123 199 L 114.6 220 L 105.4 220 Z')] },
  coccyx: { back: [onBack(oval(110, 225.6, [4.6, 5.6]))] },
  perineum: {
    front: [onFront(oval(110, 244, [6, 4.4]))],
    back: [onBack(oval(110, 240, [5, 6]))],
  },
  genitals: { front: [onFront(oval(110, 232, [6.4, 7.4]))] },
  ischium: { back: [onBack(oval(124, 243, [7.4, 6]))] },
  iliacCrest: {
    back: [onBack('M 124 198 L 152 196 L 154 212 L 130 210 Z')],
    front: [onFront('M 139 200 L 152 198 L 154 216 L 142 213 Z')],
    side: [underFront('M 142 198 L 154 198 L 154 216 L 144 214 Z')],
  },
  trochanter: { ...bothWays(TROCHANTER), side: [underFront(TROCHANTER)] },
  groin: {
    front: [
      onFront(
        'M 147 211 L 150 221 C 138 231 126 238 111 241 L 111 231 C 126 227 138 219 147 211 Z',
      ),
    ],
  },
};

const LEG: Readonly<Record<string, Spots>> = {
  thigh: {
    ...bothWays('M 110 242 L 132 234 L 142 246 L 156 248 L 148 318 L 110 318 Z'),
    side: [underFront(THIGH_SIDE)],
  },
  knee: {
    ...bothWays(KNEE),
    side: [underFront('M 135 318 L 148 318 L 146 356 L 134 356 Z')],
  },
  lowerLegAnterior: { front: [onFront('M 121.6 356 L 133.6 356 L 131 424 L 121 424 Z')] },
  lowerLegPosterior: { back: [onBack('M 121.6 356 L 133.6 356 L 133 406 L 121 406 Z')] },
  lowerLegMedial: bothWays(LEG_MEDIAL),
  lowerLegLateral: {
    ...bothWays(LEG_LATERAL),
    side: [underFront('M 138 356 L 150 356 L 148 424 L 133 424 Z')],
  },
  achilles: { back: [onBack('M 121 406 L 133 406 L 133 444 L 120 444 Z')] },
  lateralMalleolus: {
    front: [onFront(ANKLE_LATERAL), onTop(LATERAL_KNOB)],
    back: [onBack(ANKLE_LATERAL)],
    side: [underFront(ANKLE_LATERAL), underTop(LATERAL_KNOB)],
  },
  medialMalleolus: {
    front: [onFront(ANKLE_MEDIAL), onTop(MEDIAL_KNOB)],
    back: [onBack(ANKLE_MEDIAL)],
    side: [underFront(ANKLE_MEDIAL), underTop(MEDIAL_KNOB)],
  },
  belowKneeStump: {
    front: [underFront('M 110 362 L 150 362 L 148 402 L 110 402 Z')],
    back: [underBack('M 110 362 L 150 362 L 148 402 L 110 402 Z')],
  },
  aboveKneeStump: {
    front: [underFront('M 110 278 L 154 278 L 148 318 L 110 318 Z')],
    back: [underBack('M 110 278 L 154 278 L 148 318 L 110 318 Z')],
  },
};

const FOOT: Readonly<Record<string, Spots>> = {
  heel: {
    back: [onBack('M 110 444 L 148 444 L 148 462 L 110 462 Z')],
    sole: [onSole('M 132 154 L 198 154 L 198 204 L 132 204 Z')],
    side: [underSole('M 181 154 L 198 154 L 196 204 L 172 204 Z')],
  },
  plantarForefoot: { sole: [onSole('M 118 58 L 151 51 L 180 57 L 208 66 L 206 112 L 130 112 Z')] },
  firstMetatarsalHead: {
    sole: [onSole(oval(138.6, 79, [12.6, 14.6]))],
    side: [underSole('M 118 62 L 129 62 L 136 98 L 122 98 Z')],
  },
  fifthMetatarsalHead: {
    sole: [onSole(oval(190.4, 84, [9.6, 12.4]))],
    side: [underSole('M 196 68 L 208 68 L 206 100 L 194 100 Z')],
  },
  plantarMidfoot: { sole: [onSole('M 130 112 L 204 112 L 198 154 L 134 154 Z')] },
  footDorsum: {
    top: [onTop('M 116 62 L 208 62 L 208 142 L 192 153 L 166 165 L 150 168 L 116 150 Z')],
    front: [onFront('M 110 438 L 148 438 L 148 462 L 110 462 Z')],
  },
  footMedialEdge: {
    sole: [onSole('M 128 98 L 140 98 L 152 154 L 134 154 Z')],
    top: [onTop('M 112 70 L 133 70 L 131 150 L 112 150 Z')],
    side: [underTop('M 112 70 L 129 70 L 127 150 L 112 150 Z')],
  },
  footLateralEdge: {
    sole: [onSole('M 190 100 L 208 100 L 200 154 L 182 154 Z')],
    top: [onTop('M 188 76 L 210 76 L 210 140 L 196 142 Z')],
    side: [underTop('M 192 76 L 210 76 L 210 140 L 199 142 Z')],
  },
  hallux: {
    sole: [onSole('M 116 4 L 151 4 L 150.4 51 C 144 60 134 61 118 58 Z')],
    top: [onTop('M 112 150 L 132 154 L 150.4 168 L 152 198 L 112 198 Z')],
  },
  secondToe: {
    sole: [onSole('M 150.8 12 L 167 12 L 166.4 54 L 150.8 52 Z')],
    top: [onTop('M 150.6 160 L 166.4 158 L 167.4 190 L 151 190 Z')],
  },
  thirdToe: {
    sole: [onSole('M 166.6 20 L 181 20 L 180.4 58 L 166.6 55 Z')],
    top: [onTop('M 166.6 157 L 180.4 152 L 181.6 184 L 167 184 Z')],
  },
  fourthToe: {
    sole: [onSole('M 180.8 30 L 193.4 30 L 192 62 L 180.8 60 Z')],
    top: [onTop('M 180.6 152 L 191.8 146 L 193.6 176 L 181 176 Z')],
  },
  fifthToe: {
    sole: [onSole('M 192.4 42 L 208 42 L 206 68 L 192.4 66 Z')],
    top: [onTop('M 192.2 146 L 206 140 L 210 164 L 192.6 164 Z')],
  },
  footStump: {
    top: [underTop('M 112 84 L 208 84 L 208 120 L 112 120 Z')],
    sole: [underSole('M 126 92 L 206 92 L 202 126 L 134 126 Z')],
  },
};

const ARM: Readonly<Record<string, Spots>> = {
  shoulder: { ...bothWays(SHOULDER), side: [underFront(SHOULDER)] },
  upperArm: bothWays('M 154.6 122 L 174 122 L 180 172 L 161.4 172 Z'),
  elbow: bothWays('M 161.4 172 L 182 172 L 188 194 L 164 194 Z'),
  forearm: bothWays('M 164 194 L 188 194 L 196 229 L 172 232 Z'),
  wrist: bothWays('M 172 232 L 192 229 L 197 241 L 192 244 L 174 246 Z'),
  hand: bothWays('M 174 246 L 193 244 L 196.6 257 L 202 272 L 174 273 Z'),
  thumb: bothWays('M 192.6 242 L 200 238 L 212 262 L 207 272 L 199 266 L 196.6 257 Z'),
  indexFinger: bothWays('M 193.7 272 L 204 272 L 204 298 L 194.7 298 Z'),
  middleFinger: bothWays('M 188.2 272 L 193.7 272 L 194.7 298 L 189.8 298 Z'),
  ringFinger: bothWays('M 182.6 272 L 188.2 272 L 189.8 298 L 184.8 298 Z'),
  littleFinger: bothWays('M 172 272 L 182.6 272 L 184.8 298 L 172 298 Z'),
  armStump: {
    front: [underFront('M 156 140 L 176 140 L 180 174 L 160 174 Z')],
    back: [underBack('M 156 140 L 176 140 L 180 174 L 160 174 Z')],
  },
};

/** By site and view; what is small comes after what it lies upon. */
export const SITE_SPOTS: Readonly<Record<string, Spots>> = {
  ...HEAD_AND_TRUNK,
  ...LEG,
  ...PELVIS,
  ...FOOT,
  ...ARM,
};

/** The strip along the middle of a site that also has sides. */
export const MIDDLE_SPOTS: Readonly<Record<string, Spots>> = {
  scalp: {
    front: [onFront('M 106 4 L 114 4 L 114 28 L 106 28 Z')],
    back: [onBack('M 106 4 L 114 4 L 114 34 L 106 34 Z')],
  },
  face: { front: [onFront('M 106.6 28 L 113.4 28 L 113.4 58 L 106.6 58 Z')] },
  neck: bothWays('M 106 67 L 114 67 L 114 86 L 106 86 Z'),
  chest: { front: [onFront('M 106 86 L 114 86 L 114 152 L 106 152 Z')] },
  abdomen: { front: [onFront('M 106 152 L 114 152 L 114 226 L 106 226 Z')] },
  upperBack: { back: [onBack('M 106 86 L 114 86 L 114 152 L 106 152 Z')] },
  lowerBack: { back: [onBack('M 106 152 L 114 152 L 114 199 L 106 199 Z')] },
};
