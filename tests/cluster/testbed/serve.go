package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
)

const (
	adminToken  = "admin-token"
	startLimit  = 2 * time.Minute
	auditPolicy = `{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "omitStages": ["RequestReceived"], "rules": [
	{"level": "None", "users": ["system:apiserver", "admin"]}, {"level": "Metadata"}]}`
)

// serve runs until the context ends. Once the server is ready it writes DIR/admin.kubeconfig and says READY.
func serve(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	dir := flags.String("dir", "", "folder for all that the server keeps")
	port := flags.Int("port", 0, "port on loopback")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	began := time.Now()
	if err := prepare(*dir); err != nil {
		return err
	}
	store, err := startEtcd(filepath.Join(*dir, "etcd"))
	if err != nil {
		return err
	}
	defer store.Close()
	go announce(ctx, *dir, *port, began)
	command := apiserver.NewAPIServerCommand()
	command.SetArgs(append(apiServerFlags(*dir, *port, store.Clients[0].Addr().String()), flags.Args()...))
	return command.ExecuteContext(ctx)
}

func prepare(dir string) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	files := map[string][]byte{
		"sa.key":            pem.EncodeToMemory(block),
		"tokens.csv":        []byte(adminToken + `,admin,admin,"system:masters"` + "\n"),
		"audit-policy.json": []byte(auditPolicy),
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func startEtcd(dir string) (*embed.Etcd, error) {
	client, err := freeURL()
	if err != nil {
		return nil, err
	}
	peer, err := freeURL()
	if err != nil {
		return nil, err
	}
	config := embed.NewConfig()
	config.Dir, config.LogLevel, config.UnsafeNoFsync = dir, "error", true
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{client}, []url.URL{client}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{peer}, []url.URL{peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	store, err := embed.StartEtcd(config)
	if err != nil {
		return nil, err
	}
	select {
	case <-store.Server.ReadyNotify():
		return store, nil
	case <-time.After(startLimit):
		store.Close()
		return nil, fmt.Errorf("etcd did not become ready")
	}
}

func freeURL() (url.URL, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return url.URL{}, err
	}
	defer listener.Close()
	return url.URL{Scheme: "http", Host: listener.Addr().String()}, nil
}

func apiServerFlags(dir string, port int, etcd string) []string {
	in := func(name string) string { return filepath.Join(dir, name) }
	return []string{
		"--etcd-servers=http://" + etcd,
		fmt.Sprintf("--secure-port=%d", port),
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		"--endpoint-reconciler-type=none",
		"--cert-dir=" + in("certs"),
		"--authorization-mode=RBAC",
		"--anonymous-auth=false",
		"--token-auth-file=" + in("tokens.csv"),
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-signing-key-file=" + in("sa.key"),
		"--service-account-key-file=" + in("sa.key"),
		"--service-cluster-ip-range=10.0.0.0/24",
		"--profiling=false",
		"--audit-policy-file=" + in("audit-policy.json"),
		"--audit-log-path=" + in("audit.log"),
	}
}

// announce waits for the server, then writes the kubeconfig and one line that tests wait for.
func announce(ctx context.Context, dir string, port int, began time.Time) {
	server := fmt.Sprintf("https://127.0.0.1:%d", port)
	if !ready(ctx, server) {
		return
	}
	config := map[string]any{
		"apiVersion": "v1", "kind": "Config", "current-context": "testbed",
		"clusters": []any{map[string]any{"name": "testbed", "cluster": map[string]any{
			"server": server, "certificate-authority": filepath.Join(dir, "certs", "apiserver.crt")}}},
		"users":    []any{map[string]any{"name": "admin", "user": map[string]any{"token": adminToken}}},
		"contexts": []any{map[string]any{"name": "testbed", "context": map[string]any{"cluster": "testbed", "user": "admin"}}},
	}
	text, err := json.Marshal(config)
	path := filepath.Join(dir, "admin.kubeconfig")
	if err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		fail(err)
	}
	fmt.Printf("READY %s %s after %.1fs\n", server, path, time.Since(began).Seconds())
}

// ready asks until the server says that it is; its certificate is not yet known, and nothing secret is sent.
func ready(ctx context.Context, server string) bool {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	for ctx.Err() == nil {
		request, _ := http.NewRequestWithContext(ctx, http.MethodGet, server+"/readyz", nil)
		request.Header.Set("Authorization", "Bearer "+adminToken)
		if answer, err := client.Do(request); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return true
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	return false
}
