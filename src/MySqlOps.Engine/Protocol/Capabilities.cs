namespace MySqlOps.Engine.Protocol;

/// <summary>What client and server agree on at login (MySQL Source Code Documentation, "Capabilities Flags").</summary>
[Flags]
internal enum Capabilities : uint
{
    None = 0,
    LongPassword = 0x0000_0001,
    LongFlag = 0x0000_0004,
    LocalFiles = 0x0000_0080,
    Protocol41 = 0x0000_0200,
    Tls = 0x0000_0800,
    Transactions = 0x0000_2000,
    SecureConnection = 0x0000_8000,
    MultiResults = 0x0002_0000,
    PluginAuth = 0x0008_0000,
    ConnectAttributes = 0x0010_0000,
    PluginAuthLengthEncoded = 0x0020_0000,
    DeprecateEof = 0x0100_0000,
}
