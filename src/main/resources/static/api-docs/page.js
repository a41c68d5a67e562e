SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', docExpansion: 'none', tryItOutEnabled: true, validatorUrl: null });
