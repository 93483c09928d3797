namespace MySqlOps.Engine.Connect;

/// <summary>
/// The server's error numbers that MySqlOps acts on, each named once as in the manual's "Server Error Message Reference".
/// </summary>
internal static class ServerErrorNumber
{
    public const int DatabaseExists = 1007;
    public const int DatabaseDropMissing = 1008;
    public const int TooManyConnections = 1040;
    public const int BadHost = 1042;
    public const int BadHandshake = 1043;
    public const int DatabaseAccessDenied = 1044;
    public const int AccessDenied = 1045;
    public const int UnknownDatabase = 1049;
    public const int TableExists = 1050;
    public const int TableDropMissing = 1051;
    public const int ServerShutdown = 1053;
    public const int ColumnMissing = 1054;
    public const int ColumnExists = 1060;
    public const int IndexExists = 1061;
    public const int DuplicateEntry = 1062;
    public const int DropMissing = 1091;
    public const int NoSuchThread = 1094;
    public const int KillDenied = 1095;
    public const int HostIsBlocked = 1129;
    public const int HostNotPrivileged = 1130;
    public const int TableAccessDenied = 1142;
    public const int ColumnAccessDenied = 1143;
    public const int TableMissing = 1146;
    public const int NetReadError = 1158;
    public const int NetReadInterrupted = 1159;
    public const int NetWriteError = 1160;
    public const int NetWriteInterrupted = 1161;
    public const int IndexMissing = 1176;
    public const int UnknownSystemVariable = 1193;
    public const int TooManyUserConnections = 1203;
    public const int LockWaitTimeout = 1205;
    public const int Deadlock = 1213;
    public const int UserLimitReached = 1226;
    public const int SpecificAccessDenied = 1227;
    public const int WrongValueForVariable = 1231;
    public const int BinaryLogUnreadable = 1236;
    public const int NotSupportedAuthMode = 1251;
    public const int SecureAuthRequired = 1275;
    public const int OptionPreventsStatement = 1290;
    public const int RoutineExists = 1304;
    public const int RoutineMissing = 1305;
    public const int QueryInterrupted = 1317;
    public const int NotAView = 1347;
    public const int ViewInvalid = 1356;
    public const int TriggerExists = 1359;
    public const int TriggerMissing = 1360;
    public const int ProcedureAccessDenied = 1370;
    public const int AccountChangeFailed = 1396;
    public const int TableDefinitionChanged = 1412;
    public const int PartitionDropMissing = 1507;
    public const int PartitionExists = 1517;
    public const int PluginIsNotLoaded = 1524;
    public const int EventExists = 1537;
    public const int EventMissing = 1539;
    public const int AccessDeniedNoPassword = 1698;
    public const int PartitionMissing = 1735;
    public const int MustChangePassword = 1820;
    public const int ForeignKeyExists = 1826;
    public const int MustChangePasswordLogin = 1862;
    public const int TemporaryFileWriteFailed = 1878;
    public const int ClientSocketFailed = 2002;
    public const int ClientHostFailed = 2003;
    public const int ClientHostUnknown = 2005;
    public const int ClientServerGone = 2006;
    public const int ClientServerLost = 2013;
    public const int ClientTlsFailed = 2026;
    public const int ClientServerLostExtended = 2055;
    public const int ClientPluginFailed = 2061;
    public const int QueryTimeout = 3024;
    public const int AccountIsLocked = 3118;
    public const int SecureTransportRequired = 3159;
    public const int AccountExists = 3163;
    public const int RestartFailed = 3707;
    public const int FunctionalIndexDataCut = 3751;
    public const int FunctionalIndexOutOfRange = 3752;
    public const int CheckMissing = 3821;
    public const int CheckExists = 3822;
    public const int GtidTagAccessDenied = 6038;
    public const int ReplicaRegistrationFailed = 13120;

    /// <summary>True when the account lacks a privilege that a statement needs.</summary>
    public static bool IsPrivilegeMissing(int number) =>
        number is DatabaseAccessDenied or TableAccessDenied or ColumnAccessDenied or SpecificAccessDenied or ProcedureAccessDenied or GtidTagAccessDenied;

    /// <summary>True when an object is no longer there, or another of its name is.</summary>
    public static bool IsObjectMissing(int number) =>
        number is UnknownDatabase or TableMissing or RoutineMissing or NotAView or TriggerMissing or EventMissing;

    /// <summary>True when a statement that changes a definition finds that it is changed already: what it makes is there, or what it drops is gone.</summary>
    public static bool IsDefinitionThere(int number) => number
        is DatabaseExists or DatabaseDropMissing or TableExists or TableDropMissing or ColumnExists or ColumnMissing or IndexExists or DropMissing
        or RoutineExists or TriggerExists or PartitionDropMissing or PartitionExists or EventExists or ForeignKeyExists or CheckExists or CheckMissing or AccountChangeFailed
        || IsObjectMissing(number);

    /// <summary>True when a table is no longer what it was when the statement was made, or when its snapshot was taken.</summary>
    public static bool IsTableChanged(int number) =>
        number is TableDefinitionChanged or TableMissing or UnknownDatabase or ColumnMissing or IndexMissing or PartitionMissing;

    /// <summary>True when the server turned a connection away because it has none left. It lives.</summary>
    public static bool IsOverload(int number) => number is TooManyConnections or TooManyUserConnections or UserLimitReached;

    /// <summary>True when a server answered a connection with a refusal: only a living one does.</summary>
    public static bool IsRefusalOfTheLiving(int number) => IsOverload(number) || number
        is BadHost or BadHandshake or DatabaseAccessDenied or AccessDenied or HostIsBlocked or HostNotPrivileged or NotSupportedAuthMode or SecureAuthRequired or AccessDeniedNoPassword
        or MustChangePasswordLogin or MustChangePassword or AccountIsLocked or SecureTransportRequired or PluginIsNotLoaded;

    /// <summary>True when a connection, as a replica's to its source, could not be made or broke off. The numbers from 2000 on are the client library's (manual, "Client Error Message Reference").</summary>
    public static bool IsConnectionGone(int number) => number
        is ServerShutdown or NetReadError or NetReadInterrupted or NetWriteError or NetWriteInterrupted
        or ClientSocketFailed or ClientHostFailed or ClientServerGone or ClientServerLost or ClientServerLostExtended;
}
