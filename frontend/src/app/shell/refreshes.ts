import { type Refreshes } from '@/lib/live';

const prospect = ['listProspects', 'getProspect', 'readTimeline', 'listTags'];
const review = ['listReviews', 'getReview'];
const campaign = ['listCampaigns', 'getCampaign', 'listEnrolments', 'explainWait', 'runPreflight'];
const figures = ['readResults', 'readCampaignResults', 'listActions'];
const inbox = ['listConversations', 'getConversation'];
const credits = ['readCredits', 'listCreditEntries'];

/** Which reads each event of the domain makes old. */
export const REFRESHES: Refreshes = {
  ProspectsImported: [...prospect, 'getImport', 'listImports'],
  ImportFinished: [...prospect, 'getImport', 'listImports', 'getOperation'],
  ProspectAdded: prospect,
  ProspectCorrected: prospect,
  ProspectScored: prospect,
  ProspectTagged: prospect,
  ProspectUntagged: prospect,
  StageChanged: prospect,
  ContactFound: [...prospect, 'getEnrichment', ...credits],
  ContactNotFound: [...prospect, 'getEnrichment', ...credits],
  EnrichmentRequested: credits,
  EnrichmentFinished: [...prospect, 'getEnrichment', 'getOperation', ...credits],
  ObjectionRecorded: [...prospect, ...review, ...campaign, ...figures, ...inbox],
  SalesbookRevised: ['readSalesbook', 'previewPersona'],
  DraftGenerated: [...review, ...campaign, ...credits],
  DraftApproved: [...review, ...campaign, ...figures, 'readTimeline'],
  DraftSkipped: [...review, ...campaign],
  DraftDismissed: [...review, ...campaign],
  DraftExpired: review,
  CampaignLaunched: campaign,
  CampaignPaused: campaign,
  CampaignResumed: campaign,
  ProspectEnrolled: campaign,
  StepDue: campaign,
  EnrolmentEnded: campaign,
  ActionPlanned: figures,
  ActionCancelled: figures,
  ActionSuppressed: figures,
  MessageSent: [...prospect, ...campaign, ...figures, 'listSenders'],
  MessageAccepted: figures,
  MessageBounced: [...prospect, ...campaign, ...figures],
  DeliveryFailed: [...prospect, ...campaign, ...figures],
  SendUnconfirmed: figures,
  ConnectionAccepted: [...prospect, ...campaign],
  ReplyReceived: [...inbox, ...prospect, ...campaign, ...review, ...figures],
  ReplyClassified: [...inbox, ...prospect, ...figures],
  LabelCorrected: [...inbox, ...prospect, ...figures],
  AnswerQueued: inbox,
  AnswerSent: inbox,
  AnswerFailed: inbox,
  SenderAnnounced: ['listSenders'],
  SenderConnected: ['listSenders'],
  SenderDisconnected: ['listSenders'],
};
