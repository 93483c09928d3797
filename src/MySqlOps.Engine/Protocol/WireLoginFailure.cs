namespace MySqlOps.Engine.Protocol;

/// <summary>Why a login can't go on from our side.</summary>
internal enum WireLoginFailure
{
    /// <summary>TLS was required and the server offers none.</summary>
    TlsNotOffered,

    /// <summary>The account wants a plugin that the row stream does not speak.</summary>
    PluginUnknown,

    /// <summary>The password would have to go over an open line, or the server's key be taken from one without leave.</summary>
    LineNotSecure,
}
