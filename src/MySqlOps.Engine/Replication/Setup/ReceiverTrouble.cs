using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>What a receiver's error number means: the network, the login, TLS, the public key, or the binary logs.</summary>
internal static class ReceiverTrouble
{
    /// <summary>The stable name of the trouble.</summary>
    public static ErrorId Identify(int number) => number switch
    {
        ServerErrorNumber.ClientSocketFailed or ServerErrorNumber.ClientHostFailed or ServerErrorNumber.ClientHostUnknown or ServerErrorNumber.ClientServerLost or ServerErrorNumber.ClientServerGone
            => ErrorId.ReplicationSourceUnreachable,
        ServerErrorNumber.AccessDenied or ServerErrorNumber.AccessDeniedNoPassword or ServerErrorNumber.HostNotPrivileged or ServerErrorNumber.HostIsBlocked
            or ServerErrorNumber.AccountIsLocked or ServerErrorNumber.MustChangePasswordLogin or ServerErrorNumber.MustChangePassword
            => ErrorId.ReplicationLoginFailed,
        ServerErrorNumber.ReplicaRegistrationFailed => ErrorId.PrivilegeMissing,
        ServerErrorNumber.ClientTlsFailed or ServerErrorNumber.SecureTransportRequired => ErrorId.ReplicationTlsFailed,
        ServerErrorNumber.ClientPluginFailed => ErrorId.ReplicationPublicKeyMissing,
        _ => ErrorId.ReplicationStartFailed,
    };

    /// <summary>What to do, as a sentence.</summary>
    public static string Remedy(int number) => Identify(number) switch
    {
        ErrorId.ReplicationSourceUnreachable => "Check the source's address as the replica sees it (-SourceHost, -SourcePort), its bind_address, and the firewalls between them.",
        ErrorId.ReplicationLoginFailed => "Check the account's password, and the hosts from which it may log in (-ReplicationHost).",
        ErrorId.PrivilegeMissing => "Grant the account REPLICATION SLAVE ON *.* on the source.",
        ErrorId.ReplicationTlsFailed => "Check the file of authorities on the replica (-ReplicaCaFile), the source's certificate, and tls_version on both.",
        ErrorId.ReplicationPublicKeyMissing => "Use TLS, or have the replica fetch the source's public key.",
        _ => "Look at the message and into the replica's error log.",
    };

    /// <summary>Which part of the way fails, for the beginning of a sentence.</summary>
    public static string Part(int number) => Identify(number) switch
    {
        ErrorId.ReplicationSourceUnreachable => "the network",
        ErrorId.ReplicationLoginFailed => "the login",
        ErrorId.PrivilegeMissing => "the privilege REPLICATION SLAVE",
        ErrorId.ReplicationTlsFailed => "TLS",
        ErrorId.ReplicationPublicKeyMissing => "the public key",
        _ => "the source's answer",
    };
}
