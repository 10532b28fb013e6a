/** Restricted charts, and who opened a closed one (320_break_glass.sql). */
export type GlassSchema = {
  chartRestrictions: ChartRestrictionRow;
  glassBreaks: GlassBreakRow;
};

type ChartRestrictionRow = {
  id: string;
  patientId: string;
  reason: 'worksHere' | 'familyOfStaff' | 'publicFigure' | 'askedByPatient';
  restrictedBy: string;
  restrictedAt: string;
  /** Null while it is in force. */
  liftedBy: string | null;
  liftedAt: string | null;
};

type GlassBreakRow = {
  id: string;
  patientId: string;
  userId: string;
  brokenAt: string;
  endsAt: string;
  reason: 'emergency' | 'continuingCare' | 'askedByPatient' | 'investigation' | 'other';
  note: string | null;
};
