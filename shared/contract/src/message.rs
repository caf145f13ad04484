//! The bodies of the contract.
//!
//! None of them prints itself with `Debug`: most hold what people told us, or how they sign in.

mod account;
mod alert;
mod api_key;
mod app;
mod aside;
mod asked;
mod audit;
mod audit_query;
mod badge;
mod benchmark;
mod by_hand;
mod call;
mod comment;
mod contact;
mod factor;
mod file;
mod flow;
mod hook;
mod identity;
mod intake;
mod leaver;
mod left;
mod listing;
mod mail;
mod network;
mod order;
mod origin;
mod parcels;
mod part;
mod passkey;
mod people;
mod personal;
mod quota;
mod recovery;
mod report;
mod response;
mod session;
mod sms_price;
mod state;
mod survey;

pub use account::{
    CreateUser, Email, InvalidEmail, InvalidSecret, LoginParameters, PasswordParameters, Person,
    PutTenant, Secret, SignedIn, ToHash, UserCreated, VerifyLogin,
};
pub use alert::{
    ActOnAlert, AlertActed, AlertDetail, AlertHook, AlertItem, AlertMessageItem, AlertNotice,
    AlertSecret, AlertText, AlertTold, AlertWay, AlertsListed, ListAlerts,
};
pub use api_key::{ApiKey, ApiKeyItem, ApiKeys, CreateApiKey, MakeApiKey, Policy, TenantItem};
pub use app::{
    AskItem, ChangedTo, EventItem, EventResult, EventsTaken, InstanceItem, InstanceSender,
    InstanceSummary, Instances, PutInstance, Recipient, TakeEvents,
};
pub use aside::{AsideReason, SetAside, UnknownReason};
pub use asked::{
    ActOnAsked, AskedAbout, AskedAct, AskedActed, AskedDetail, AskedExample, AskedItem, AskedMail,
    ContactErased, DueRun, EraseContact, InvitationOpened, ListAsked, OpenInvitation, OpenedState,
    OptOut, OptedOut, ReadExample, RunDue, TextItem,
};
pub use audit::{
    AuditAction, AuditEntry, AuditFault, AuditFaultKind, AuditHead, AuditStretch, AuditVerified,
    UnknownAction,
};
pub use audit_query::{AuditName, AuditQuery, AuditTime, InvalidAuditName, InvalidAuditTime};
pub use badge::{BadgeFigures, BadgeId, BadgeSetup};
pub use benchmark::{Benchmark, BenchmarkBand, Benchmarks, ShareFigures};
pub use call::{AnswerCall, CallAnswered, CallAsks, CallItem};
pub use comment::{
    BadgeComments, CommentCounts, CommentDecision, CommentItem, CommentsListed, CommentsSetup,
    CommentsWhich, HoldComment, HoldReason, ListComments, PublicComment, UnknownDecision,
};
pub use contact::{
    ContactAsked, ContactDetail, ContactGroups, ContactItem, ContactPut, ContactsImported,
    ContactsMerged, GroupItem, ImportContacts, ListContacts, MergeContacts, OtherMarks, PutContact,
};
pub use factor::{
    BeginFactor, ChangeFactor, ConfirmFactor, FactorAdded, FactorBegun, FactorRule, FactorThere,
    FactorWays, LoginVerified, OwnFactor, RecoveryCodes, SealedAnew, VerifyFactor,
};
pub use file::{FileBody, FileHead, NamedFile, OwnFileToken};
pub use flow::{
    ActOnFlow, FlowActed, FlowAnswered, FlowFacts, FlowItem, FlowOpened, FlowRefusal, FlowStanding,
    FlowStarted, FlowsListed, ListFlows, OpenFlow, StartFlow,
};
pub use hook::{
    HookItem, HookOpened, HookPlatform, HookRead, HookRefusal, HookRefused, HookRemoved, Hooks,
    InvalidHookPlatform, PutHook, SignedHook, TakeHooked,
};
pub use identity::{
    ClientId, ClientSecret, IdentityVerified, InvalidIdentity, Issuer, ProviderShown,
    ProviderState, ProviderToAsk, ProviderUrl, SetProvider, Subject, VerifyIdentity,
    VerifyOrganisation,
};
pub use intake::{Intake, IntakeItem, ReadIntake};
pub use leaver::{LeaverAsked, LeaverItem, LeaversListed, LeaversWhich, ListLeavers};
pub use left::{Left, LeftBy};
pub use listing::{Cursor, InvalidCursor, InvalidLimit, Limit, Listing, Stretch};
pub use mail::{
    ClaimMail, InvalidMailStatus, Mail, MailFailure, MailFate, MailItem, MailLanguage,
    MailReturned, MailSettled, MailStatus, MailText, MailsClaimed,
};
pub use network::{InvalidNetwork, Network};
pub use order::{
    ListOrders, OrderAlert, OrderAnswer, OrderDetail, OrderItem, OrdersListed, OrdersWhich,
};
pub use origin::{InvalidOrigin, Origin};
pub use parcels::{ParcelOutcome, ParcelsCounted, ParcelsItem, Passed};
pub use part::{InvalidPartName, InvalidParts, PartName, Parts};
pub use passkey::{
    AskPasskey, BeginPasskey, ConfirmPasskey, InvalidOctets, InvalidPasskeyName, Octets,
    OwnPasskey, PasskeyAdded, PasskeyAsked, PasskeyBegun, PasskeyName, PasskeyRenamed,
    RemovePasskey, RenamePasskey, VerifyPasskey,
};
pub use people::{
    InvitationItem, Invitations, InvitePerson, Join, JoinOpen, Joined, MOST_ACCESS_DAYS,
    MOST_SUPPORT_DAYS, PersonItem, ReadJoin, SetGrants,
};
pub use personal::PersonalSealed;
pub use quota::{InvalidQuotaName, Quota, QuotaName};
pub use recovery::{
    IssueRecovery, ReadRecovery, Recover, Recovered, RecoveryIssued, RecoveryOpen,
    RecoveryRequested, RequestRecovery,
};
pub use report::{
    AskedRow, Day, InvalidDay, PartRow, ReadReport, Report, ReportPeriod, ReportRow, RollupsRebuilt,
};
pub use response::{
    AppendResponse, Appended, InvalidRevision, OwnResponse, OwnResponseToken, ResponseItem,
    Revision, Timing, Withdrawn,
};
pub use session::{
    Agent, ChangePassword, HashingCost, InvalidAgent, OwnAccount, SessionsEnded, SignIn, SignInWay,
};
pub use sms_price::{InvalidSmsPrice, SmsPrice};
pub use state::{
    InvalidResponseState, ResponseState, ResponseStretch, Suspicion, UnknownSuspicion,
};
pub use survey::{
    Count, Published, PublishedState, SurveyDetail, SurveyStanding, SurveyState, SurveySummary,
};
