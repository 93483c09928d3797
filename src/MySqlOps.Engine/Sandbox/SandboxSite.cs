namespace MySqlOps.Engine.Sandbox;

/// <summary>A place where a sandbox is being made: a marked folder on a claimed port. Disposing gives the claim back.</summary>
internal sealed record SandboxSite(SandboxFolder Folder, SandboxMarker Marker, PortClaim Claim) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Claim.Dispose();
}
