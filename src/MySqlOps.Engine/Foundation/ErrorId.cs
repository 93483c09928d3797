namespace MySqlOps.Engine.Foundation;

/// <summary>
/// The stable names of everything that MySqlOps refuses or fails at. A name is never renamed and never reused;
/// in PowerShell it is the first part of <c>FullyQualifiedErrorId</c>, as <c>MySqlOps.ConnectRefused</c>.
/// </summary>
public enum ErrorId
{
    /// <summary>A server's address could not be read.</summary>
    AddressInvalid,

    /// <summary>The option file that an address names is not there or can't be read.</summary>
    OptionFileMissing,

    /// <summary>The option file has a line that can't be read, or lacks the group.</summary>
    OptionFileInvalid,

    /// <summary>The login-path file is readable or writable by others than its owner.</summary>
    LoginPathFileUnsafe,

    /// <summary>The login-path file is damaged or not a login-path file.</summary>
    LoginPathFileInvalid,

    /// <summary>There is no login path of that name.</summary>
    LoginPathMissing,

    /// <summary>A name or value that the login-path file can't carry.</summary>
    LoginPathInvalid,

    /// <summary>Another process is writing the login-path file.</summary>
    LoginPathFileBusy,

    /// <summary>The host's name does not resolve.</summary>
    ConnectUnknownHost,

    /// <summary>Nothing listens at the address, or the socket file is missing.</summary>
    ConnectRefused,

    /// <summary>The server did not answer within the connect time-out.</summary>
    ConnectTimeout,

    /// <summary>The host can't be reached by the network.</summary>
    ConnectUnreachable,

    /// <summary>The server refused the account or its password.</summary>
    ConnectAccessDenied,

    /// <summary>The account is locked.</summary>
    ConnectAccountLocked,

    /// <summary>The account's password has expired.</summary>
    ConnectPasswordExpired,

    /// <summary>TLS was required and the server offers none.</summary>
    ConnectTlsNotOffered,

    /// <summary>The server's certificate does not verify against the trusted authorities.</summary>
    ConnectTlsUntrusted,

    /// <summary>The server's certificate is for another host name.</summary>
    ConnectTlsNameMismatch,

    /// <summary>The TLS handshake failed for another reason, or a certificate file can't be read.</summary>
    ConnectTlsFailed,

    /// <summary>The server takes secure connections only, and this one was not.</summary>
    ConnectTlsDemanded,

    /// <summary>The account's authentication needs TLS, a socket, or leave to fetch the server's public key.</summary>
    ConnectInsecureAuthentication,

    /// <summary>The account's authentication plugin is not one that this driver or server has.</summary>
    ConnectAuthenticationUnsupported,

    /// <summary>The server blocks this host after too many connection errors.</summary>
    ConnectHostBlocked,

    /// <summary>The server has no account that may connect from this host.</summary>
    ConnectHostNotAllowed,

    /// <summary>The server has no free connection.</summary>
    ConnectTooManyConnections,

    /// <summary>What answered does not speak the MySQL protocol.</summary>
    ConnectNotMySql,

    /// <summary>The connection failed for a reason that has no name of its own.</summary>
    ConnectFailed,

    /// <summary>The connection was lost while it was in use.</summary>
    ConnectionLost,

    /// <summary>The server refused a statement.</summary>
    QueryFailed,

    /// <summary>A statement took longer than the command time-out.</summary>
    QueryTimeout,

    /// <summary>The account lacks a privilege that the work needs.</summary>
    PrivilegeMissing,

    /// <summary>The server's version or flavour lacks what the work needs.</summary>
    ServerUnsupported,

    /// <summary>The driver that this build rests on lacks what the work needs.</summary>
    DriverUnsupported,

    /// <summary>No database has that name, or the account can't see it.</summary>
    DatabaseMissing,

    /// <summary>No table has that name, or the account can't see it.</summary>
    TableMissing,

    /// <summary>No mysqld was found on this machine.</summary>
    SandboxServerMissing,

    /// <summary>The mysqld that was found can't be run.</summary>
    SandboxServerUnusable,

    /// <summary>A server could not be downloaded.</summary>
    SandboxDownloadFailed,

    /// <summary>There is a folder in the way that is no sandbox, or is a whole one.</summary>
    SandboxExists,

    /// <summary>The folder carries no marker that it is a sandbox of ours.</summary>
    SandboxNotOurs,

    /// <summary>No sandbox is at that path or port.</summary>
    SandboxMissing,

    /// <summary>No free port was found.</summary>
    SandboxPortTaken,

    /// <summary>An option for the sandbox can't be used.</summary>
    SandboxOptionInvalid,

    /// <summary>The sandbox's server did not start.</summary>
    SandboxStartFailed,

    /// <summary>The sandbox's server did not stop.</summary>
    SandboxStopFailed,

    /// <summary>A file or folder could not be written or read.</summary>
    FileFailed,
}
