using System.Net.Security;

namespace MySqlOps.Engine.Protocol;

/// <summary>How the row stream uses TLS.</summary>
/// <param name="IsRequired">False when an open line will do where the server offers no TLS.</param>
/// <param name="Options">What is verified, and the certificates.</param>
internal sealed record WireTls(bool IsRequired, SslClientAuthenticationOptions Options);
